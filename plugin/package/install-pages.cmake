# SPDX-License-Identifier: GPL-2.0-or-later
# Copies the pages that a user reads. Links to what is not copied become plain text, and so a list
# item that has nothing but such links is left out.
# source: the top of the source tree; target: where README.md, docs/ and captures/ are put.
file(GLOB pages RELATIVE "${source}" "${source}/docs/*.md" "${source}/docs/*/*.md"
     "${source}/docs/*/*/*.md")
list(FILTER pages EXCLUDE REGEX "^docs/dev/")
set(elsewhere "(captures/[^t][^)]*|plugin/[^)]*|tests/[^)]*|docs/dev/[^)]*|dev/[^)]*|docs/generate/[^)]*|COPYING)")
set(link "\\[([^]]*)\\]\\((\\.\\./)*${elsewhere}\\)")
foreach(page README.md ${pages})
    file(READ "${source}/${page}" text)
    string(REGEX REPLACE "\n- [A-Za-zé]+ ?: ${link}(, ${link})*" "" text "${text}")
    string(REGEX REPLACE "${link}" "\\1" text "${text}")
    file(WRITE "${target}/${page}" "${text}")
endforeach()
file(GLOB others "${source}/docs/*.png" "${source}/docs/*.lua" "${source}/docs/*.jq"
     "${source}/docs/*.schema.json")
file(COPY ${others} DESTINATION "${target}/docs")
file(COPY "${source}/captures/tour.pcapng" DESTINATION "${target}/captures")
