using Maintenance.Contracts.Tests.Log.Embedded;
using Maintenance.Contracts.Tests.Sql.DuckDb;
using Maintenance.Contracts.Tests.Sql.MySql;

namespace Maintenance.Contracts.Tests;

/// <summary>
/// Programs that tests run as child processes: <c>dotnet Maintenance.Contracts.Tests.dll &lt;name&gt; &lt;arguments&gt;</c>.
/// </summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) => arguments switch
    {
        ["store-writer", .. var rest] => StoreWriterProgram.RunAsync(rest),
        ["store-compactor", var path] => StoreCompactorProgram.RunAsync(path),
        ["sql-fuzz", .. var rest] => SqlFuzzProgram.RunAsync(rest),
        ["store-open", .. var rest] => StoreOpenProgram.RunAsync(rest),
        ["log-writer", .. var rest] => LogWriterProgram.RunAsync(rest),
        ["tls-query", .. var rest] => TlsQueryProgram.RunAsync(rest),
        ["ports", var count] => PortsProgram.RunAsync(count),
        _ => Task.FromResult(64),
    };
}
