"""Names the platform of the wheel, which holds a library and a program but no code for one version of Python."""

import os
import platform

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PlatformHook(BuildHookInterface):
    """Sets the tag. glibc 2.34 is the oldest that the library runs with."""

    def initialize(self, version, build_data):
        library = os.path.join(self.root, "src", "shuli", "libshulic.so")
        if version != "editable" and not os.path.exists(library):
            raise FileNotFoundError(f"{library} is missing: .ci/wheel builds the wheel with all that is in it")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-manylinux_2_34_{platform.machine()}"
