namespace Maintenance.Api.Access;

/// <summary>
/// Sign-in. The section keeps the name it had when identity belonged to the dashboard.
/// <code>{ "Dashboard": { "KeyDirectory": "/keys", "SignInFailures": 5, "SignInWindow": "00:02:00", "SessionLifetime": "12:00:00" }
/// }</code>
/// </summary>
public sealed class AccessOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Dashboard";

    /// <summary>Token of the local command line (admin), generated at each start; at least 16 characters, or empty for none.</summary>
    public string LocalToken { get; init; } = "";

    /// <summary>
    /// Folder of the keys that protect cookies and password hashes; created if missing. Default: keys, in Host:DataDirectory.
    /// </summary>
    public string KeyDirectory { get; init; } = "";

    /// <summary>
    /// Proxies in front of the host, as addresses or networks (<c>10.0.0.0/8</c>): their X-Forwarded-For, -Proto and -Host are believed.
    /// Nobody else's are. Default: none.
    /// </summary>
    public string[] TrustedProxies { get; init; } = [];

    /// <summary>
    /// Names by which clients may address the host, <c>*.example.com</c> for subdomains; loopback is always allowed. Default: any.
    /// </summary>
    public string[] AllowedHosts { get; init; } = [];

    /// <summary>
    /// Failed sign-ins to one account from one address within <see cref="SignInWindow"/> after which attempts are blocked until it ends;
    /// the limit per address is four times, per account ten times as high. 1–1,000, default 5.
    /// </summary>
    public int SignInFailures { get; init; } = 5;

    /// <summary>Window in which failed sign-ins are counted. 10 ms – 1 day, default 2 min.</summary>
    public TimeSpan SignInWindow { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Idle time after which a person is signed out. 1 min – 30 days, default 12 h.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Time after which a person must sign in again, however much the session is used. 1 min – 30 days, default 7 days.</summary>
    public TimeSpan SessionMaxAge { get; init; } = TimeSpan.FromDays(7);
}
