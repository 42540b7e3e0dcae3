namespace Maintenance.Host.Client;

/// <summary>Chooses how a verb reaches the store.</summary>
internal static class SqlAccess
{
    /// <summary>Through the host that owns the data directory, where one runs; else on the store itself.</summary>
    public static async Task<ISqlAccess> OpenAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host) return new RemoteSql(host);
        throw new Composition.OptionException($"No host runs on data directory {dataDirectory}.");
    }
}
