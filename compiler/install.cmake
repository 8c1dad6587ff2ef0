# What `cmake --install` puts where, and the Debian package.
include(CMakePackageConfigHelpers)

set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
	OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(cmake_folder ${CMAKE_INSTALL_LIBDIR}/cmake/tolc)
set(pkgconfig_folder ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH prefix_from_pc /${pkgconfig_folder} /)

configure_file(package/tolc.pc.in tolc.pc @ONLY)
configure_file(package/tolc-config.cmake.in tolc-config.cmake @ONLY)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/tolc-config-version.cmake
	COMPATIBILITY SameMinorVersion)

install(TARGETS tolc)
install(TARGETS tolc_shared tolc_static EXPORT tolc-targets)
install(FILES include/tolc.h TYPE INCLUDE)
install(DIRECTORY include/tolc TYPE INCLUDE)
install(EXPORT tolc-targets NAMESPACE tolc:: DESTINATION ${cmake_folder})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tolc-config.cmake
	${CMAKE_CURRENT_BINARY_DIR}/tolc-config-version.cmake DESTINATION ${cmake_folder})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tolc.pc DESTINATION ${pkgconfig_folder})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE TYPE DOC RENAME copyright)

install(FILES emit/tolc-1.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/tolc)

# Completion scripts, by the program itself: the folder and the name that each shell looks for.
set(bash_completion bash-completion/completions/tolc)
set(zsh_completion zsh/site-functions/_tolc)
set(fish_completion fish/vendor_completions.d/tolc.fish)
set(completions)
foreach(shell bash zsh fish)
	set(script ${CMAKE_CURRENT_BINARY_DIR}/${${shell}_completion})
	get_filename_component(folder ${${shell}_completion} DIRECTORY)
	file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${folder})
	add_custom_command(OUTPUT ${script}
		COMMAND tolc completion ${shell} --lang en > ${script}
		VERBATIM
	)
	list(APPEND completions ${script})
	install(FILES ${script} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endforeach()
add_custom_target(completions ALL DEPENDS ${completions})

# cli/man/NAME.1.scd: manual pages. scdoc takes their date from SOURCE_DATE_EPOCH.
file(GLOB pages CONFIGURE_DEPENDS cli/man/*.scd)
if(pages)
	find_program(SCDOC scdoc REQUIRED)
endif()
set(manuals)
foreach(page IN LISTS pages)
	get_filename_component(name ${page} NAME_WLE)
	add_custom_command(OUTPUT ${name} COMMAND ${SCDOC} < ${page} > ${name} DEPENDS ${page} VERBATIM)
	list(APPEND manuals ${CMAKE_CURRENT_BINARY_DIR}/${name})
endforeach()
add_custom_target(manuals ALL DEPENDS ${manuals})
install(FILES ${manuals} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

# The package is the same, byte for byte, wherever it is built, if SOURCE_DATE_EPOCH and the umask
# are; .ci/package sees to both.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "the tolc authors <tolc@localhost>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION
	"tolc compiles exemption lists (容错清单) written in a small language, and says\n\
from the history of their repository which version of a list was in force on\n\
a day, what was known of it at another, and what it means for a case.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Opened by name when a repository is asked for, so nothing that is linked shows it.
string(REGEX REPLACE "libgit2\\.so\\." "libgit2-" CPACK_DEBIAN_PACKAGE_DEPENDS ${libgit2_soname})
# Debian's picosat does not say which package its library belongs to.
string(APPEND CPACK_DEBIAN_PACKAGE_DEPENDS ", picosat")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
