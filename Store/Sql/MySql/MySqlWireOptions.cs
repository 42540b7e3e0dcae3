namespace Maintenance.Store.Sql.MySql;

/// <summary>Server or cluster of the MySQL-wire engine: section <c>Store:MySqlWire</c>.</summary>
/// <remarks>
/// The administrator creates the database and both users: <see cref="User"/> with all privileges on the database and the grant option,
/// <see cref="ReadOnlyUser"/> with none: the migration grants it SELECT on every table but <c>user_account</c>.
/// </remarks>
public sealed class MySqlWireOptions
{
    /// <summary>
    /// Servers as <c>host:port</c> (default port 3306), in order of preference; the next is used if one is lost. Required.
    /// </summary>
    public string[] Hosts { get; init; } = [];

    /// <summary>
    /// Servers of an asynchronous replica elsewhere, like <see cref="Hosts"/>; default none. They take writes only once promoted
    /// (<c>maintenance promote</c>); their lag is measured.
    /// </summary>
    public string[] StandbyHosts { get; init; } = [];

    /// <summary>
    /// True: user SQL runs on a standby while one responds, so that heavy queries do not load the primary, and may lag behind;
    /// default false.
    /// </summary>
    public bool ReadOnlySqlOnStandby { get; init; }

    /// <summary>User that writes and migrates. Required.</summary>
    public string User { get; init; } = "";

    /// <summary>
    /// File with the password of <see cref="User"/>; a trailing line break is ignored. None: the user has no password.
    /// </summary>
    public string? PasswordFile { get; init; }

    /// <summary>User for user SQL, with read access only. Required, different from <see cref="User"/>.</summary>
    public string ReadOnlyUser { get; init; } = "";

    /// <summary>File with the password of <see cref="ReadOnlyUser"/>; see <see cref="PasswordFile"/>.</summary>
    public string? ReadOnlyPasswordFile { get; init; }

    /// <summary>Database, 1–64 characters a-z A-Z 0-9 _; default <c>maintenance</c>.</summary>
    public string Database { get; init; } = "maintenance";

    /// <summary>TLS mode; default <see cref="MySqlWireTls.VerifyFull"/>.</summary>
    public MySqlWireTls Tls { get; init; } = MySqlWireTls.VerifyFull;

    /// <summary>Timeout of one statement of the product, 1 s – 1 h; default 60 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Timeout to connect to one server, 1–60 s; default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a transaction that was not committed (server lost, deadlock, failed certification) is retried before its commit fails, 0–1
    /// h; default 30 s.
    /// </summary>
    public TimeSpan RetryTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Concurrent write transactions, 1–64; default 2. Commits of one partition are serialised.</summary>
    public int WriteConnections { get; init; } = 2;

    /// <summary>SQL dialect; default <see cref="MySqlWireDialect.MariaDb"/>.</summary>
    public MySqlWireDialect Dialect { get; init; } = MySqlWireDialect.MariaDb;

    /// <summary>Adds a sentence for each key outside its limits.</summary>
    internal void AddFailures(List<string> failures)
    {
        void Check(bool ok, string key, object? found, string allowed)
        {
            if (!ok) failures.Add($"Store:MySqlWire:{key} is '{found}'; allowed: {allowed}.");
        }

        Check(Hosts.Length > 0, nameof(Hosts), "", "one or more host:port");
        foreach (var host in Hosts) Check(IsHost(host), nameof(Hosts), host, "host or host:port, port 1 to 65535");
        foreach (var host in StandbyHosts)
            Check(IsHost(host) && !Hosts.Contains(host, StringComparer.OrdinalIgnoreCase), nameof(StandbyHosts), host,
            "host or host:port that is not one of Hosts");
        Check(!ReadOnlySqlOnStandby || StandbyHosts.Length > 0, nameof(ReadOnlySqlOnStandby), ReadOnlySqlOnStandby,
            "false if StandbyHosts is empty");
        Check(!string.IsNullOrWhiteSpace(User), nameof(User), User, "a user of the server");
        Check(!string.IsNullOrWhiteSpace(ReadOnlyUser) && !string.Equals(ReadOnlyUser, User, StringComparison.Ordinal),
            nameof(ReadOnlyUser), ReadOnlyUser, "another user of the server");
        Check(PasswordFile is null || File.Exists(PasswordFile), nameof(PasswordFile), PasswordFile, "the path of a file that exists");
        Check(ReadOnlyPasswordFile is null || File.Exists(ReadOnlyPasswordFile), nameof(ReadOnlyPasswordFile), ReadOnlyPasswordFile,
            "the path of a file that exists");
        Check(Database.Length is >= 1 and <= 64 && Database.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'), nameof(Database), Database,
            "1 to 64 characters a-z A-Z 0-9 _");
        Check(Enum.IsDefined(Tls), nameof(Tls), Tls, string.Join(", ", Enum.GetNames<MySqlWireTls>()));
        Check(CommandTimeout >= TimeSpan.FromSeconds(1) && CommandTimeout <= TimeSpan.FromHours(1), nameof(CommandTimeout), CommandTimeout,
            "00:00:01 to 01:00:00");
        Check(ConnectTimeout >= TimeSpan.FromSeconds(1) && ConnectTimeout <= TimeSpan.FromMinutes(1), nameof(ConnectTimeout),
            ConnectTimeout, "00:00:01 to 00:01:00");
        Check(RetryTimeout >= TimeSpan.Zero && RetryTimeout <= TimeSpan.FromHours(1), nameof(RetryTimeout), RetryTimeout,
            "00:00:00 to 01:00:00");
        Check(WriteConnections is >= 1 and <= 64, nameof(WriteConnections), WriteConnections, "1 to 64");
        Check(Enum.IsDefined(Dialect), nameof(Dialect), Dialect, string.Join(", ", Enum.GetNames<MySqlWireDialect>()));
    }

    private static bool IsHost(string text)
    {
        var colon = text.LastIndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        return !string.IsNullOrWhiteSpace(name) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            && (colon < 0 || (ushort.TryParse(text[(colon + 1)..], out var port) && port > 0));
    }
}
