using System.Globalization;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>What a server says of itself.</summary>
/// <param name="IsReadOnly">True for a standby that has not been promoted, and for a primary that has been fenced.</param>
/// <param name="Term">Newest term of office it knows; 0 before the first promotion.</param>
internal readonly record struct ServerRole(bool IsReadOnly, long Term)
{
    private const int NoSuchTable = 1146;
    private const string SelectTerm = "SELECT coalesce(max(term), 0) FROM store_term";

    /// <summary>Asks a server, through a connection to the store's database.</summary>
    public static async Task<ServerRole> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var readOnly = new MySqlCommand("SELECT @@global.read_only", connection);
        var isReadOnly = Convert.ToInt64(await readOnly.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) != 0;
        try
        {
            await using var term = new MySqlCommand(SelectTerm, connection);
            return new ServerRole(isReadOnly,
                Convert.ToInt64(await term.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture));
        }
        catch (MySqlException error) when (error.Number == NoSuchTable)
        {
            return new ServerRole(isReadOnly, 0); // before its first migration
        }
    }

    /// <summary>Why the product must not write there; null when it may.</summary>
    public string? Refusal(string server, long highestTerm) =>
        IsReadOnly ? $"{server} is read-only: a standby that was not promoted, or a primary that was fenced."
        : Term < highestTerm ? $"{server} knows term {Term} only, another server was promoted for term {highestTerm}: it must be made a "
            + "standby of that one."
        : null;
}
