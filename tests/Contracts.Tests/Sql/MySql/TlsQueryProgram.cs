using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Maintenance.Store.Sql.MySql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>
/// Reads the connection's cipher, then gives a long query up; a process of its own, because what a process trusts is read once.
/// </summary>
internal static class TlsQueryProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var host, var database, var user, var passwordFile, var reader]) return 64;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var options = new ConditionStoreOptions
        {
            Engine = ConditionStoreEngine.MySqlWire,
            MySqlWire = new MySqlWireOptions
            {
                Hosts = [host], Database = database, User = user, PasswordFile = passwordFile,
                ReadOnlyUser = reader, Tls = MySqlWireTls.VerifyFull
            },
        };
        await using var store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, limit.Token);
        try
        {
            var cipher = await store.QueryAsync(new StoreQuery("SELECT variable_value FROM information_schema.session_status WHERE "
                + "variable_name = 'ssl_cipher'"), limit.Token);
            Console.WriteLine($"cipher {cipher.Rows[0][0]}");
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            cancel.CancelAfter(TimeSpan.FromMilliseconds(300));
            await store.QueryAsync(new StoreQuery("SELECT sleep(50)"), cancel.Token);
            Console.WriteLine("not cancelled");
        }
        catch (OperationCanceledException) when (!limit.IsCancellationRequested)
        {
            Console.WriteLine("cancelled");
        }
        catch (StoreException error)
        {
            Console.WriteLine(error.Message);
        }
        return 0;
    }
}
