using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Maintenance.Simulator.Mqtt;
using Maintenance.Tests.Mosquitto;

namespace Maintenance.Simulator.Tests.Mqtt;

/// <summary>Link and publisher against a real broker that is paused, killed, and refuses.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class MqttPublisherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_broker_that_does_not_answer_stops_the_publisher_at_its_bound()
    {
        await using var broker = await MosquittoServer.StartAsync(_folder.Path);
        await using var link = Link(broker.Port);
        var publisher = new MqttPublisher(link, maxOpen: 5, republishes: false);
        var accepted = 0;
        publisher.Accepted += () => Interlocked.Increment(ref accepted);
        await link.ConnectAsync(CancellationToken.None);
        await broker.PauseAsync();
        var taken = 0;
        while (publisher.TryPublish("a/b", "payload"u8)) taken++;
        taken.ShouldBe(5);
        publisher.Open.ShouldBe(5);
        var place = publisher.WaitAsync(open: 4, CancellationToken.None).AsTask();
        place.IsCompleted.ShouldBeFalse();
        await broker.ResumeAsync();
        await place.WaitAsync(Limit);
        await publisher.WaitAsync(open: 0, CancellationToken.None).AsTask().WaitAsync(Limit);
        accepted.ShouldBe(5);
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 0)]
    public async Task What_a_break_leaves_open_is_published_again_or_given_up_as_asked(bool republishes, int expected)
    {
        await using var broker = await MosquittoServer.StartAsync(_folder.Path);
        await using var link = Link(broker.Port);
        var publisher = new MqttPublisher(link, maxOpen: 5, republishes);
        var (accepted, connections) = (0, 0);
        publisher.Accepted += () => Interlocked.Increment(ref accepted);
        link.Connected += _ => Interlocked.Increment(ref connections);
        await link.ConnectAsync(CancellationToken.None);
        await broker.PauseAsync();
        for (var i = 0; i < 5; i++) publisher.TryPublish("a/b", "payload"u8).ShouldBeTrue();
        await broker.KillAsync();
        await UntilAsync(() => !publisher.IsConnected);
        publisher.TryPublish("a/b", "one too many"u8).ShouldBeFalse();
        await broker.RestartAsync();
        await UntilAsync(() => Volatile.Read(ref connections) == 2);
        await publisher.WaitAsync(open: 0, CancellationToken.None).AsTask().WaitAsync(Limit);
        accepted.ShouldBe(expected);
        publisher.TryPublish("a/b", "after"u8).ShouldBeTrue();
        await publisher.WaitAsync(open: 0, CancellationToken.None).AsTask().WaitAsync(Limit);
        accepted.ShouldBe(expected + 1);
    }

    [Fact]
    public async Task The_brokers_own_bound_is_kept_and_nothing_waits_for_ever_behind_it()
    {
        await using var broker = await MosquittoServer.StartAsync(_folder.Path, "allow_anonymous true", "max_inflight_messages 3");
        await using var link = Link(broker.Port);
        var publisher = new MqttPublisher(link, maxOpen: 50, republishes: true);
        var accepted = 0;
        publisher.Accepted += () => Interlocked.Increment(ref accepted);
        await link.ConnectAsync(CancellationToken.None);
        await broker.PauseAsync();
        for (var i = 0; i < 50; i++) publisher.TryPublish("a/b", "payload"u8).ShouldBeTrue();
        publisher.OnWire.ShouldBe(3);
        await broker.ResumeAsync();
        await publisher.WaitAsync(open: 0, CancellationToken.None).AsTask().WaitAsync(Limit);
        accepted.ShouldBe(50);
    }

    [Fact]
    public async Task A_refused_publication_is_told_with_its_reason_and_the_connection_goes_on()
    {
        var acl = _folder.Write("acl", "topic readwrite mine/#\n");
        await using var broker = await MosquittoServer.StartAsync(_folder.Path, "allow_anonymous true", $"acl_file {acl}");
        await using var link = Link(broker.Port);
        var publisher = new MqttPublisher(link, maxOpen: 5, republishes: true);
        var refusals = new ConcurrentQueue<string>();
        var accepted = 0;
        publisher.Refused += refusals.Enqueue;
        publisher.Accepted += () => Interlocked.Increment(ref accepted);
        await link.ConnectAsync(CancellationToken.None);
        publisher.TryPublish("theirs/a", "payload"u8).ShouldBeTrue();
        publisher.TryPublish("mine/a", "payload"u8).ShouldBeTrue();
        await publisher.WaitAsync(open: 0, CancellationToken.None).AsTask().WaitAsync(Limit);
        refusals.ShouldHaveSingleItem().ShouldContain("NotAuthorized");
        accepted.ShouldBe(1);
        publisher.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task Messages_arrive_in_the_order_in_which_they_were_published()
    {
        await using var broker = await MosquittoServer.StartAsync(_folder.Path, "allow_anonymous true", "max_inflight_messages 7");
        var received = new ConcurrentQueue<string>();
        await using var reader = new MqttLink(
            new MqttLinkOptions { Port = broker.Port, ClientId = "reader" }, TimeProvider.System,
            new MqttSubscription("a/#", (topic, payload) => received.Enqueue(Encoding.UTF8.GetString(in payload))));
        await reader.ConnectAsync(CancellationToken.None);
        await using var link = Link(broker.Port);
        var publisher = new MqttPublisher(link, maxOpen: 50, republishes: true);
        await link.ConnectAsync(CancellationToken.None);
        for (var i = 0; i < 2_000; i++)
        {
            await publisher.WaitAsync(open: 49, CancellationToken.None);
            publisher.TryPublish("a/b", Encoding.UTF8.GetBytes($"{i}")).ShouldBeTrue();
        }
        await UntilAsync(() => received.Count == 2_000);
        received.ShouldBe(Enumerable.Range(0, 2_000).Select(i => $"{i}"));
    }

    internal static TimeSpan Limit => TimeSpan.FromSeconds(60);

    internal static async Task UntilAsync(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Limit);
            await Task.Delay(10);
        }
    }

    private static MqttLink Link(int port) => new(
        new MqttLinkOptions
        {
            Port = port, ClientId = $"publisher-{Guid.NewGuid():N}", ReconnectMinDelay = TimeSpan.FromMilliseconds(20),
            ReconnectMaxDelay = TimeSpan.FromMilliseconds(200)
        },
        TimeProvider.System);
}
