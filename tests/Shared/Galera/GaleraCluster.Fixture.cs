namespace Maintenance.Tests.Galera;

/// <summary>As a fixture of a test collection.</summary>
public sealed partial class GaleraCluster : IAsyncLifetime;
