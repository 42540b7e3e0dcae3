namespace Maintenance.Host.Composition;

/// <summary>
/// What this process runs.
/// <code>{ "Host": { "Roles": [ "Broker", "Simulator", "Ingest", "Scoring", "Dashboard" ], "DataDirectory": "data", "Urls":
/// "http://127.0.0.1:8080" } }</code>
/// </summary>
internal sealed class HostOptions
{
    public const string SectionName = "Host";

    /// <summary>Roles of this process: any of <see cref="HostRole"/>.</summary>
    public string[] Roles { get; init; } = [];

    /// <summary>Folder of log, store, keys and <c>host.json</c>; created if missing. Default: data, in the working directory.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Addresses HTTP listens on, separated by semicolons. Default: loopback, port 8080; port 0 picks a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>
    /// Free bytes on the data directory's disk below which <c>/health</c> is degraded, and unhealthy below a tenth. Default: 1 GiB.
    /// </summary>
    public long MinFreeDiskBytes { get; init; } = 1L << 30;

    /// <summary>
    /// Certificate of the <c>https</c> addresses in <see cref="Urls"/>, with its chain: a PEM file, or a PFX file (.pfx, .p12). Read at
    /// start. Default: none.
    /// </summary>
    public string Certificate { get; init; } = "";

    /// <summary>PEM file of the certificate's private key. Default: it is in <see cref="Certificate"/>.</summary>
    public string CertificateKey { get; init; } = "";

    /// <summary>Password of the key or the PFX file. Default: none.</summary>
    public string CertificatePassword { get; init; } = "";

    /// <summary>The roles, parsed; Dashboard implies Api.</summary>
    /// <exception cref="OptionException">An unknown role, or none at all.</exception>
    public IReadOnlySet<HostRole> ParseRoles()
    {
        var roles = new HashSet<HostRole>();
        foreach (var word in Roles.Where(w => w.Length > 0))
        {
            if (!Enum.TryParse<HostRole>(word, ignoreCase: true, out var role) || !Enum.IsDefined(role))
                throw new OptionException($"Host:Roles: '{word}' is not a role; allowed: "
                    + $"{string.Join(", ", Enum.GetNames<HostRole>())}.");
            roles.Add(role);
        }
        if (roles.Contains(HostRole.Dashboard)) roles.Add(HostRole.Api);
        return roles.Count > 0 ? roles : throw new OptionException("Host:Roles is empty; give at least one "
            + $"of {string.Join(", ", Enum.GetNames<HostRole>())}.");
    }
}
