namespace Maintenance.Api.Access;

/// <summary>
/// Sign-in. The section is the one that people configured while identity belonged to the dashboard.
/// <code>{ "Dashboard": { "KeyDirectory": "/keys", "SignInFailures": 5, "SignInWindow": "00:02:00", "SessionLifetime": "12:00:00" }
/// }</code>
/// </summary>
public sealed class AccessOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Dashboard";

    /// <summary>Token of the local command line, an admin's; made by Host at each start. Empty: none. At least 16 characters.</summary>
    public string LocalToken { get; init; } = "";

    /// <summary>
    /// Folder of the keys that protect cookies and password hashes; created when absent. Default: keys, in Host:DataDirectory.
    /// </summary>
    public string KeyDirectory { get; init; } = "";

    /// <summary>
    /// Failures to sign in to one account from one address within <see cref="SignInWindow"/>, after which attempts are held back until it
    /// ends; an address has four times as many, an account ten times. 1 – 1,000, default 5.
    /// </summary>
    public int SignInFailures { get; init; } = 5;

    /// <summary>Time within which failures to sign in are counted. 10 ms – 1 day, default 2 min.</summary>
    public TimeSpan SignInWindow { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A person is signed out after so long without a request. 1 min – 30 days, default 12 h.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(12);
}
