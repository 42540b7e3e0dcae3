using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Maintenance.Mqtt.Native;

/// <summary>
/// The system calls of the network loop. <c>poll</c> and not <c>select</c> (which libmosquitto's own thread uses), because select cannot
/// watch descriptors from 1024 on, and a host with a thousand browser connections has those.
/// </summary>
internal static unsafe partial class LibC
{
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const int TryAgain = 11;
    public const int Terminate = 15;

    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;

    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    public static SafeFileHandle CreateEvent()
    {
        var descriptor = EventFd(0, CloseOnExec | NonBlocking);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new MqttException($"eventfd failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
    }

    public static void Signal(SafeFileHandle handle)
    {
        ulong one = 1;
        _ = Write(handle, &one, sizeof(ulong));
    }

    public static void Drain(SafeFileHandle handle)
    {
        ulong count;
        _ = Read(handle, &count, sizeof(ulong));
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle descriptor, void* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle descriptor, void* buffer, nuint length);
}
