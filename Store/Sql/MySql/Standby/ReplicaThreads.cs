using MySqlConnector;

namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>State of a server's own replication from another one.</summary>
/// <param name="IsApplying">True while it applies what it has received.</param>
/// <param name="HasAppliedAll">True if nothing received is left to apply.</param>
/// <param name="LastError">Why it stopped; empty if it did not.</param>
internal sealed record ReplicaThreads(bool IsApplying, bool HasAppliedAll, string LastError)
{
    /// <summary>Queries the server; null if it is not a replica.</summary>
    public static async Task<ReplicaThreads?> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var show = new MySqlCommand("SHOW SLAVE STATUS", connection);
        await using var row = await show.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        return new ReplicaThreads(
            Text("Slave_SQL_Running") == "Yes",
            // Positions are not enough: a partially received transaction is never executed.
            Text("Slave_SQL_Running_State").StartsWith("Slave has read all relay log", StringComparison.Ordinal),
            Text("Last_SQL_Error"));

        string Text(string column) => row[column]?.ToString() ?? "";
    }
}
