using System.Globalization;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>Takes ports, prints them, and holds them until it is ended.</summary>
internal static class PortsProgram
{
    public static async Task<int> RunAsync(string count)
    {
        for (var left = int.Parse(count, CultureInfo.InvariantCulture); left > 0; left--) Console.WriteLine(LoopbackPorts.Take());
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
