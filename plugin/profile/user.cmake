# SPDX-License-Identifier: GPL-2.0-or-later
# Gives the user the profile, or takes it away: what the user made of it is not overwritten.
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

if(component STREQUAL "profile")
    foreach(file IN LISTS files)
        if(file STREQUAL "recent")
            continue() # Wireshark itself keeps sizes and positions there
        elseif(EXISTS "${folder}/${file}")
            file(READ "${source}/${file}" ours)
            file(READ "${folder}/${file}" theirs)
            if(NOT ours STREQUAL theirs)
                message(FATAL_ERROR "You have changed ${folder}/${file}: move the folder away, or "
                                    "remove the profile first (--component uninstall-profile).")
            endif()
        endif()
    endforeach()
    file(INSTALL "${source}/" DESTINATION "${folder}")
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
