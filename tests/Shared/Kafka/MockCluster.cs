using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace Maintenance.Tests.Kafka;

/// <summary>
/// Brokers that speak Kafka's protocol over sockets of the loopback, within this process and in memory; they can be taken down, moved and
/// made to answer with errors. They create no topics on request of an admin client and apply no retention but their own: 5 MiB a partition,
/// as the producer compressed it, and always the last batch.
/// </summary>
internal sealed class MockCluster : IDisposable
{
    public const int Brokers = 3;

    private const int ProducerType = 0;

    private readonly nint _client;
    private readonly nint _cluster;

    public MockCluster()
    {
        var error = new byte[512];
        var configuration = MockClusterNative.NewConfiguration();
        Require(MockClusterNative.Set(configuration, "receive.message.max.bytes", "200000000", error, (nuint)error.Length)
            == MockClusterNative.Ok, error);
        Require(MockClusterNative.Set(configuration, "log_level", "0", error, (nuint)error.Length) == MockClusterNative.Ok, error);
        _client = MockClusterNative.NewClient(ProducerType, configuration, error, (nuint)error.Length);
        Require(_client != 0, error);
        _cluster = MockClusterNative.NewCluster(_client, Brokers);
        Require(_cluster != 0, error);
        MockClusterNative.SetInitialRebalanceDelay(_cluster, 100);
        Require(MockClusterNative.SetController(_cluster, 1)); // else they describe no topics
        BootstrapServers = Marshal.PtrToStringUTF8(MockClusterNative.BootstrapServers(_cluster))!;
    }

    public string BootstrapServers { get; }

    public void CreateTopic(string topic, int partitions) => Require(MockClusterNative.CreateTopic(_cluster, topic, partitions, Brokers));

    public void DeleteTopic(string topic) => Require(MockClusterNative.DeleteTopic(_cluster, topic));

    public void TakeDown(int broker) => Require(MockClusterNative.SetBrokerDown(_cluster, broker));

    public void BringUp(int broker) => Require(MockClusterNative.SetBrokerUp(_cluster, broker));

    public void SetLeader(string topic, int partition, int broker) =>
        Require(MockClusterNative.SetLeader(_cluster, topic, partition, broker));

    /// <summary>The next requests of a kind are answered with these errors, one each.</summary>
    public void Refuse(short apiKey, params ErrorCode[] errors) =>
        MockClusterNative.PushRequestErrors(_cluster, apiKey, (nuint)errors.Length, Array.ConvertAll(errors, e => (int)e));

    public void Dispose()
    {
        MockClusterNative.DestroyCluster(_cluster);
        MockClusterNative.DestroyClient(_client);
    }

    private static void Require(int code) => Require(code == MockClusterNative.Ok, Encoding.UTF8.GetBytes($"code {code}"));

    private static void Require(bool ok, ReadOnlySpan<byte> error)
    {
        if (!ok) throw new InvalidOperationException($"The mock cluster refused: {Encoding.UTF8.GetString(error).TrimEnd('\0')}.");
    }
}
