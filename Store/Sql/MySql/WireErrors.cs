using System.Net.Sockets;
using Maintenance.Core.Ports;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>Classes of the driver's and servers' errors.</summary>
internal static class WireErrors
{
    private const int DuplicateKey = 1062;
    private const int Deadlock = 1213;
    private const int LockWaitTimeout = 1205;
    private const int StatementTimeout = 1969;

    // KILL QUERY, by an administrator or by the driver after a time limit.
    private const int Interrupted = 1317;

    // Galera answers "not ready" with ER_UNKNOWN_COM_ERROR; the others are told to connections of a server that shuts down or kills them.
    private const int NotReady = 1047;
    private const int ShuttingDown = 1053;
    private const int ConnectionKilled = 1927;

    // ER_OPTION_PREVENTS_STATEMENT: the server was made read-only, so another one takes the writes.
    private const int ReadOnlyServer = 1290;

    /// <summary>True for what the driver throws when a server refuses or is lost.</summary>
    public static bool IsWire(Exception error) =>
        error is MySqlException or MySqlProtocolException or IOException or SocketException or TimeoutException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException;

    /// <summary>
    /// True when the server has rolled the transaction back for another's sake (deadlock, lost certification): it did not happen.
    /// </summary>
    public static bool IsRolledBack(Exception error) => error is MySqlException { Number: Deadlock or LockWaitTimeout };

    public static bool IsDuplicateKey(Exception error) => error is MySqlException { Number: DuplicateKey };

    public static bool IsStatementTimeout(Exception error) => error is MySqlException { Number: StatementTimeout };

    /// <summary>
    /// True when the connection, not the statement, failed: server errors have numbers of 1000 to 1999 and 3000 up; the driver's own are
    /// below, the client library's 2000 to 2999.
    /// </summary>
    public static bool IsConnectionLost(Exception error) =>
        error is not MySqlException
        {
            Number: > 1000 and < 2000
            and not (NotReady or ShuttingDown or ConnectionKilled or ReadOnlyServer or 1042)
        } and not MySqlException { Number: >= 3000 };

    /// <summary>True when the same may succeed later, or on another server.</summary>
    public static bool IsTransient(Exception error) => IsConnectionLost(error) || IsRolledBack(error) || error
        is MySqlException { Number: Interrupted };

    /// <summary>What happened, down to the first cause: the driver's own message may only say where.</summary>
    public static string Reason(Exception error)
    {
        var reason = error.Message;
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
            if (!reason.Contains(inner.Message, StringComparison.Ordinal)) reason = $"{reason.TrimEnd('.')}: {inner.Message}";
        return reason;
    }

    public static StoreException OfQuery(Exception error) => new($"The query failed: {error.Message}", IsTransient(error), inner: error);
}
