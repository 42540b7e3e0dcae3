using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Maintenance.Mqtt;
using Xunit.Abstractions;

namespace Maintenance.Ingest.Tests.Mqtt;

public sealed class MosquittoClientTests(BrokerFixture fixture, ITestOutputHelper output) : IClassFixture<BrokerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Soon => new CancellationTokenSource(Patience).Token;

    [Fact]
    public async Task Published_message_arrives_with_topic_and_payload()
    {
        var arrived = new TaskCompletionSource<(string Topic, string Payload)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscriber = new MosquittoClient(fixture.Client("sub"), (in MqttMessage m) =>
            arrived.TrySetResult((Encoding.UTF8.GetString(m.TopicUtf8), Encoding.UTF8.GetString(m.Payload))));
        await using var publisher = new MosquittoClient(fixture.Client("pub"));
        await subscriber.ConnectAsync(Soon);
        await subscriber.SubscribeAsync("test/one/+", MqttQos.AtLeastOnce, Soon);
        await publisher.ConnectAsync(Soon);

        await publisher.PublishAsync("test/one/ø", "håndtak"u8.ToArray(), MqttQos.AtLeastOnce, Soon);

        (await arrived.Task.WaitAsync(Patience)).ShouldBe(("test/one/ø", "håndtak"));
        publisher.InFlight.ShouldBe(0);
    }

    [Theory]
    [InlineData(MqttQos.AtMostOnce)]
    [InlineData(MqttQos.AtLeastOnce)]
    public async Task Many_messages_arrive_in_order_and_never_more_than_the_bound_are_open(MqttQos qos)
    {
        const int count = 20_000;
        var topic = $"test/many/{qos}";
        var next = 0;
        var outOfOrder = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscriber = new MosquittoClient(fixture.Client("sub"), (in MqttMessage m) =>
        {
            if (BitConverter.ToInt32(m.Payload) != next) outOfOrder++;
            if (++next == count) done.TrySetResult();
        });
        await using var publisher = new MosquittoClient(fixture.Client("pub"));
        await subscriber.ConnectAsync(Soon);
        await subscriber.SubscribeAsync(topic, MqttQos.AtLeastOnce, Soon);
        await publisher.ConnectAsync(Soon);

        var soon = Soon;
        var started = Stopwatch.GetTimestamp();
        var open = new Queue<Task>();
        var mostOpen = 0;
        for (var i = 0; i < count; i++)
        {
            open.Enqueue(publisher.PublishAsync(topic, BitConverter.GetBytes(i), qos, soon).AsTask());
            mostOpen = Math.Max(mostOpen, publisher.InFlight);
            if (open.Count > 200) await open.Dequeue();
        }
        while (open.TryDequeue(out var one)) await one;
        await done.Task.WaitAsync(Patience);

        output.WriteLine($"{qos}: {count / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} messages/s from one client to one client");
        outOfOrder.ShouldBe(0);
        mostOpen.ShouldBeLessThanOrEqualTo(256);
    }

    [Fact]
    public async Task Blocked_handler_stalls_the_sender_side_and_loses_nothing()
    {
        const int count = 3_000;
        using var gate = new ManualResetEventSlim();
        var received = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscriber = new MosquittoClient(fixture.Client("sub"), (in MqttMessage _) =>
        {
            gate.Wait();
            if (Interlocked.Increment(ref received) == count) done.TrySetResult();
        });
        await using var publisher = new MosquittoClient(fixture.Client("pub"));
        await subscriber.ConnectAsync(Soon);
        await subscriber.SubscribeAsync("test/stall", MqttQos.AtLeastOnce, Soon);
        await publisher.ConnectAsync(Soon);

        for (var i = 0; i < count; i++) await publisher.PublishAsync("test/stall", new byte[1000], MqttQos.AtLeastOnce, Soon);
        Volatile.Read(ref received).ShouldBe(0);
        gate.Set();

        await done.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Handler_that_throws_loses_one_message_and_not_the_connection()
    {
        var failures = new ConcurrentQueue<Exception>();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = true;
        await using var subscriber = new MosquittoClient(fixture.Client("sub"), (in MqttMessage _) =>
        {
            if (first)
            {
                first = false;
                throw new InvalidOperationException("as planned");
            }
            arrived.TrySetResult();
        });
        subscriber.HandlerFailed += failures.Enqueue;
        await subscriber.ConnectAsync(Soon);
        await subscriber.SubscribeAsync("test/throw", MqttQos.AtLeastOnce, Soon);

        await subscriber.PublishAsync("test/throw", new byte[1], MqttQos.AtLeastOnce, Soon);
        await subscriber.PublishAsync("test/throw", new byte[1], MqttQos.AtLeastOnce, Soon);

        await arrived.Task.WaitAsync(Patience);
        failures.ShouldHaveSingleItem().Message.ShouldBe("as planned");
    }

    [Fact]
    public async Task Unreachable_broker_is_reported_with_its_address_and_retried()
    {
        var states = new ConcurrentQueue<MqttStateChange>();
        var twice = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = new MosquittoClient(fixture.Client("nobody") with { Port = 1 });
        client.StateChanged += s =>
        {
            states.Enqueue(s);
            if (states.Count == 2) twice.TrySetResult();
        };
        client.Start();

        await twice.Task.WaitAsync(Patience);

        states.ShouldAllBe(s => s.State == MqttConnectionState.Disconnected && s.Reason.Contains("127.0.0.1:1: Connection refused"));
    }

    [Fact]
    public async Task Publication_open_while_the_client_closes_fails()
    {
        var client = new MosquittoClient(fixture.Client("closing") with { Port = 1 });
        client.Start();
        var open = client.PublishAsync("test/closing", new byte[1], MqttQos.AtLeastOnce, Soon).AsTask();

        await client.DisposeAsync();

        await Should.ThrowAsync<MqttException>(open);
    }
}
