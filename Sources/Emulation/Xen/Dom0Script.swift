/// The init program of dom0: starts Xen's toolstack and the guest, and connects the guest's console to the
/// terminal that kiln reads: the machine's second serial port, or a virtio console.
///
/// On that terminal, a line that begins with the record separator (0x1E) is a message to kiln; all other bytes are
/// the guest's console (see `Dom0Stream`). The first serial port has the output of Xen, the kernel and this script.
///
/// The guest is created paused and its console is connected before it runs, so that no output is lost. When the
/// guest is destroyed its console ends, and xl's log has the reason.
enum Dom0Script {
  static func text(_ terminal: Dom0Platform.Terminal) -> String {
    #"""
    #!/bin/sh
    export PATH=/bin:/usr/bin:/usr/lib/xen-4.17/bin

    mount -t proc proc /proc
    mount -t sysfs sysfs /sys
    mount -t devtmpfs devtmpfs /dev
    mkdir -p /dev/pts /dev/shm /run/xen /run/xenstored /run/lock /tmp
    mount -t devpts devpts /dev/pts
    mount -t tmpfs tmpfs /dev/shm

    failed=
    while read -r module; do
      insmod "/lib/modules/$module.ko" >> /tmp/module 2>&1 || failed="$failed $module"
    done < /guest/modules
    port=/dev/\#(terminal.device)
    tries=0
    while [ ! -c $port ] && [ $tries -lt 100 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    stty -F $port \#(terminal.settings)
    exec 3<>$port

    tell() { printf '\036%s\n' "$*" >&3; }

    # give_up STEP FILE: what the file says, then the step that failed, then the end.
    give_up() {
      tail -n 20 "$2" | while read -r line; do tell said "$line"; done
      tell failed "$1"
      sleep 1
      poweroff -f
      sleep 60
    }

    # step COMMAND…: one that must work, and whose words are for kiln when it does not.
    step() {
      "$@" > /tmp/step 2>&1 < /dev/null || give_up "$1" /tmp/step
    }

    tell up
    [ -z "$failed" ] || give_up "insmod$failed" /tmp/module
    step mount -t xenfs xenfs /proc/xen
    step xenstored --pid-file /run/xen/xenstored.pid
    tries=0
    while [ ! -S /run/xenstored/socket ] && [ $tries -lt 100 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    step xen-init-dom0
    step xenconsoled --pid-file=/run/xen/xenconsoled.pid
    tell toolstack

    xl create -p /guest/guest.cfg > /tmp/create 2>&1 < /dev/null || {
      cat /tmp/create /var/log/xen/qemu-dm-guest.log > /tmp/all 2> /dev/null
      give_up 'xl create' /tmp/all
    }
    xl console guest <&3 >&3 2> /tmp/console &
    console=$!
    sleep 1
    tell guest
    step xl unpause guest
    wait $console

    reason=
    tries=0
    while [ -z "$reason" ] && [ $tries -lt 20 ]; do
      reason=$(sed -n 's/.*has shut down, reason code \([0-9]*\).*/\1/p' /var/log/xen/xl-guest.log)
      [ -n "$reason" ] || sleep 0.5
      tries=$((tries + 1))
    done
    [ -n "$reason" ] || give_up 'xl console' /tmp/console
    tell ended "$reason"
    sleep 1
    poweroff -f
    sleep 60
    """#
  }

  /// The program that xl runs to connect a disk; Xen's own script requires bash. The kernel's block backend
  /// waits for the device numbers, and xl for the status (`docs/misc/block-scripts.txt`).
  static let blockScript = #"""
    #!/bin/sh
    export PATH=/bin:/usr/bin
    [ "$1" = add ] || exit 0
    device=$(xenstore-read "$XENBUS_PATH/params")
    IFS=: read -r major minor < "/sys/class/block/${device##*/}/dev" || {
      xenstore-write "$XENBUS_PATH/hotplug-status" error
      exit 1
    }
    xenstore-write "$XENBUS_PATH/physical-device" "$(printf '%x:%x' "$major" "$minor")"
    xenstore-write "$XENBUS_PATH/physical-device-path" "$device"
    xenstore-write "$XENBUS_PATH/hotplug-status" connected
    """#
}
