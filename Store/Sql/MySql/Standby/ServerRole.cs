using System.Globalization;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>Role of a server, as it reports it.</summary>
/// <param name="IsReadOnly">True for a standby that has not been promoted, and for a primary that has been fenced.</param>
/// <param name="Term">Newest term it knows; 0 before the first promotion.</param>
internal readonly record struct ServerRole(bool IsReadOnly, long Term)
{
    private const int NoSuchTable = 1146;
    private const string SelectTerm = "SELECT coalesce(max(term), 0) FROM store_term";

    /// <summary>Queries a server over a connection to the store's database.</summary>
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

    /// <summary>Why the product must not write there; null if it may.</summary>
    public string? Refusal(string server, long highestTerm) =>
        IsReadOnly ? $"{server} is read-only: an unpromoted standby or a fenced primary."
        : Term < highestTerm ? $"{server} knows only term {Term}, another server was promoted for term {highestTerm}: make it a "
            + "standby of that one."
        : null;
}
