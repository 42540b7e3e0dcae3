using System.Runtime.InteropServices;

namespace Maintenance.Host.Tests.Architecture.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it. Nobody calls it.</summary>
internal static partial class CallsC
{
    [LibraryImport("libc", EntryPoint = "getpid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int ProcessId();
}
