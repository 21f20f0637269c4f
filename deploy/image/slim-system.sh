#!/bin/sh
# Takes out of the system what a container of the service has no use for. Runs in an official Python image or in
# what base.sh makes, as root. What the package manager says is installed stays in place for scanners.
set -eu
stdlib=$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')

echo 'cleancopy:x:10001:10001:Cleancopy:/nonexistent:/usr/sbin/nologin' >> /etc/passwd
echo 'cleancopy:x:10001:' >> /etc/group

# Python without pip and what brings it, its own tests, and what draws windows.
for part in ensurepip venv idlelib tkinter turtledemo lib2to3 test pydoc_data; do rm -rf "${stdlib:?}/$part"; done
rm -rf "$stdlib"/config-* "$stdlib"/site-packages/* /usr/local/include /usr/share/python-wheels
rm -f /usr/local/bin/pip* /usr/local/bin/idle* /usr/local/bin/pydoc* /usr/local/bin/python*-config
find / -xdev -type f -name 'libpython*.a' -delete

# Package management: nothing is installed any more.
rm -rf /var/lib/apt /var/cache/apt /var/cache/debconf /var/log/* /etc/apt /usr/lib/apt
rm -rf /usr/bin/apt* /usr/bin/dpkg* /usr/bin/debconf* /usr/sbin/dpkg* /usr/lib/*/libapt* /usr/bin/perl* /usr/lib/*/perl-base
rm -rf /usr/share/doc /usr/share/man /usr/share/info /usr/share/locale /usr/share/lintian ~root/.cache /tmp/* /var/tmp/*

# Nothing may gain rights.
find / -xdev -type f -perm /6000 -exec chmod a-s {} +

# Official images leave the standard library uncompiled, and a read-only root would compile it at each start.
python -m compileall -q -f --invalidation-mode unchecked-hash "$stdlib"
