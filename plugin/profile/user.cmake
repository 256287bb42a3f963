# SPDX-License-Identifier: GPL-2.0-or-later
# Gives the user the profile, or takes it away. Wireshark writes the files of a profile anew when a
# user changes a setting: such files are never lost, but kept as a profile of their own.
# source: the folder with the profile; files: what is in it; component: profile or uninstall-profile.

# Wireshark's folder of personal settings; ~/.wireshark where an old Wireshark has left one.
if(NOT "$ENV{XDG_CONFIG_HOME}" STREQUAL "")
    set(settings "$ENV{XDG_CONFIG_HOME}/wireshark")
else()
    set(settings "$ENV{HOME}/.config/wireshark")
endif()
if(NOT IS_DIRECTORY "${settings}" AND IS_DIRECTORY "$ENV{HOME}/.wireshark")
    set(settings "$ENV{HOME}/.wireshark")
endif()
get_filename_component(name "${source}" NAME)
set(folder "${settings}/profiles/${name}")

# Whether a file is not as it is here: changed by the user, or of another version.
set(differs FALSE)
foreach(file IN LISTS files)
    if(EXISTS "${folder}/${file}" AND NOT file STREQUAL "recent") # which Wireshark writes at each end
        file(READ "${source}/${file}" ours)
        file(READ "${folder}/${file}" theirs)
        if(NOT ours STREQUAL theirs)
            set(differs TRUE)
        endif()
    endif()
endforeach()

if(differs)
    string(TIMESTAMP today "%Y-%m-%d")
    set(copy "${name}, kept ${today}")
    set(number 1)
    while(EXISTS "${settings}/profiles/${copy}")
        math(EXPR number "${number} + 1")
        set(copy "${name}, kept ${today} ${number}")
    endwhile()
    file(COPY "${folder}/" DESTINATION "${settings}/profiles/${copy}")
    message(STATUS "Your profile \"${name}\" was changed, or is of another version: it is kept as "
                   "the profile \"${copy}\".")
endif()

if(component STREQUAL "profile")
    set(except)
    if(NOT differs AND EXISTS "${folder}/recent")
        set(except PATTERN recent EXCLUDE) # widths that the user has chosen for these columns
    endif()
    file(INSTALL "${source}/" DESTINATION "${folder}" ${except})
    return()
endif()

list(TRANSFORM files PREPEND "${folder}/")
file(REMOVE ${files})
file(GLOB left "${folder}/*")
if(left)
    message(STATUS "Left in ${folder}, as it is not from here: ${left}")
else()
    file(REMOVE_RECURSE "${folder}")
endif()
