namespace Maintenance.EndToEnd.Tests.Publishers;

/// <summary>A standard client that publishes at QoS 1 while the broker comes and goes.</summary>
internal interface IPublisher
{
    string Name { get; }

    Messages Messages { get; }

    /// <summary>Publishes messages as permits allow, until all are acknowledged.</summary>
    Task RunAsync(int port, Permits permits, CancellationToken cancellationToken);
}
