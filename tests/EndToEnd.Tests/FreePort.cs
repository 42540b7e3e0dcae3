
namespace Maintenance.EndToEnd.Tests;

/// <summary>A port of this test process alone, for processes that must come back on the same one.</summary>
internal static class FreePort
{
    public static int Find() => LoopbackPorts.Take();
}
