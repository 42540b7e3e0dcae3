using System.Net.Sockets;
using Maintenance.Core.Ports;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>Classifies errors of the driver and the servers.</summary>
internal static class WireErrors
{
    private const int DuplicateKey = 1062;
    private const int Deadlock = 1213;
    private const int LockWaitTimeout = 1205;
    private const int StatementTimeout = 1969;

    // KILL QUERY, by an administrator or by the driver after a time limit.
    private const int Interrupted = 1317;

    // Galera reports "not ready" with ER_UNKNOWN_COM_ERROR; the others are sent when a server shuts down or kills the connection.
    private const int NotReady = 1047;
    private const int ShuttingDown = 1053;
    private const int ConnectionKilled = 1927;

    // ER_OPTION_PREVENTS_STATEMENT: the server was made read-only, so another one takes the writes.
    private const int ReadOnlyServer = 1290;

    /// <summary>True for exceptions the driver throws when a server refuses or is lost.</summary>
    public static bool IsWire(Exception error) =>
        error is MySqlException or MySqlProtocolException or IOException or SocketException or TimeoutException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException;

    /// <summary>
    /// True if the server rolled the transaction back because of another (deadlock, failed certification): it was not committed.
    /// </summary>
    public static bool IsRolledBack(Exception error) => error is MySqlException { Number: Deadlock or LockWaitTimeout };

    public static bool IsDuplicateKey(Exception error) => error is MySqlException { Number: DuplicateKey };

    public static bool IsStatementTimeout(Exception error) => error is MySqlException { Number: StatementTimeout };

    /// <summary>
    /// True if the connection, not the statement, failed: server errors are numbered 1000 to 1999 and from 3000; the driver's own are
    /// below, the client library's 2000 to 2999.
    /// </summary>
    public static bool IsConnectionLost(Exception error) =>
        error is not MySqlException
        {
            Number: > 1000 and < 2000
            and not (NotReady or ShuttingDown or ConnectionKilled or ReadOnlyServer or 1042)
        } and not MySqlException { Number: >= 3000 };

    /// <summary>True if the same call may succeed later or on another server.</summary>
    public static bool IsTransient(Exception error) => IsConnectionLost(error) || IsRolledBack(error) || error
        is MySqlException { Number: Interrupted };

    /// <summary>The error message down to its root cause: the driver's own message may only say where.</summary>
    public static string Reason(Exception error)
    {
        var reason = error.Message;
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
            if (!reason.Contains(inner.Message, StringComparison.Ordinal)) reason = $"{reason.TrimEnd('.')}: {inner.Message}";
        return reason;
    }

    public static StoreException OfQuery(Exception error) => new($"The query failed: {error.Message}", IsTransient(error), inner: error);
}
