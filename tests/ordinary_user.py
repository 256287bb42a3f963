# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs Wireshark's programs as an ordinary user with a home of its own: root's Wireshark ignores
personal plugins, and settings of this machine must not speak in."""

import os
import shutil
import subprocess
import tempfile

UID = 65534
CHECKS = {"WIRESHARK_ABORT_ON_DISSECTOR_BUG": "1", "WIRESHARK_ABORT_ON_TOO_MANY_ITEMS": "1", "LC_ALL": "C.UTF-8"}
# Wireshark looks at the ends of each piece of memory. A program then takes half as long again to start.
STRICT = {"WIRESHARK_DEBUG_WMEM_OVERRIDE": "strict"}
# Libraries that the readers of captures load first, and no other program: sanitizers.
PRELOADED = os.environ.get("PRELOADED_BY_READERS")
READERS = "tshark", "sharkd"
KEPT_OUT = "XDG_", "WIRESHARK_CONFIG_", "WIRESHARK_DATA_", "WIRESHARK_PLUGIN_DIR"


class OrdinaryUser:
    """home: an empty folder that this user owns."""

    def __init__(self, plugin_directory=None):
        self.folder = tempfile.TemporaryDirectory(prefix="sip-response-")
        self.home = self.folder.name
        os.chmod(self.home, 0o755)
        if os.geteuid() == 0:
            os.chown(self.home, UID, UID)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(KEPT_OUT)}
        self.environment = {**CHECKS, **self.environment, "HOME": self.home}
        if plugin_directory:
            self.environment["WIRESHARK_PLUGIN_DIR"] = os.path.abspath(plugin_directory)

    @staticmethod
    def command(*words):
        user = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"]
        loads = ["env", f"LD_PRELOAD={PRELOADED}"] if PRELOADED and words[0] in READERS else []
        return (user if os.geteuid() == 0 else []) + loads + list(words)

    def run(self, *words, input=None, **options):
        """The completed process, with its output as text."""
        done = subprocess.run(self.command(*words), env=self.environment, cwd=self.home, capture_output=True,
                              input=input.encode() if input else None, check=False, **options)
        # Not by subprocess itself, which takes far longer for a hundred megabytes.
        done.stdout, done.stderr = (output.decode(errors="replace") for output in (done.stdout, done.stderr))
        return done

    def copy(self, path):
        """A copy in the home, as this user may not be able to read the original."""
        copy = os.path.join(self.home, os.path.basename(path))
        shutil.copyfile(path, copy)
        os.chmod(copy, 0o644)
        return copy

    def beginning(self, path, packets):
        """A copy of a capture's first packets."""
        copy = os.path.join(self.home, "beginning.pcapng")
        self.run("editcap", "-r", self.copy(path), copy, f"1-{packets}")
        return copy

    def close(self):
        self.folder.cleanup()
