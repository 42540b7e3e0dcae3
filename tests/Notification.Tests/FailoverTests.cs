using Maintenance.Core.Ports;
using Maintenance.Notification.Settings;
using SmtpServer.Protocol;

namespace Maintenance.Notification.Tests;

/// <summary>Several processes over one store: one sends, another takes over, and nobody is told twice.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class FailoverTests : IAsyncLifetime
{
    private Desk _desk = null!;
    private MailServer _server = null!;

    public async Task InitializeAsync()
    {
        (_desk, _server) = (await Desk.OpenAsync(), new MailServer());
        await _desk.SetAsync(new NotificationRoute
        {
            Name = "plain", Steps = [new RouteStep { To = [new RouteTarget { Email = "anna@example.org" }] }], GroupWait = TimeSpan.Zero,
        });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task One_of_two_sends_until_it_gives_no_sign_of_life()
    {
        var (first, second) = (_desk.Notifier(Desk.Options(_server.Port)), _desk.Notifier(Desk.Options(_server.Port)));
        await _desk.RunAsync(first);
        _desk.Put(Alarms.Standing("one"));
        await _desk.RunAsync(second, TimeSpan.FromSeconds(20));
        (await _desk.RowsAsync()).ShouldBeEmpty("the first one lives");
        await _desk.RunAsync(first, TimeSpan.FromSeconds(20)); // prolongs
        await _desk.RunAsync(second);
        (await _desk.StatesAsync()).ShouldBe(["one email:anna sent 1"]);
        _desk.Put(Alarms.Standing("two"));
        await _desk.RunAsync(second, TimeSpan.FromSeconds(11));
        _server.Taken.Count.ShouldBe(1);
        await _desk.RunAsync(second);
        await _desk.RunAsync(first);
        (await _desk.StatesAsync()).ShouldBe(["one email:anna sent 1", "two email:anna sent 1"]);
        _server.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_stops_hands_over_at_once()
    {
        var (first, second) = (_desk.Notifier(Desk.Options(_server.Port)), _desk.Notifier(Desk.Options(_server.Port)));
        await _desk.RunAsync(first);
        await first.StopAsync(CancellationToken.None);
        _desk.Put(Alarms.Standing());
        await _desk.RunAsync(second);
        _server.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_stalled_process_had_on_its_way_is_unknown_until_it_says_what_became_of_it()
    {
        var answer = new TaskCompletionSource<SmtpResponse>();
        var arrived = new TaskCompletionSource();
        _server.Answer = _ =>
        {
            arrived.TrySetResult();
            return answer.Task;
        };
        var (first, second) = (_desk.Notifier(Desk.Options(_server.Port)), _desk.Notifier(Desk.Options(_server.Port)));
        _desk.Put(Alarms.Standing());
        await first.RoundAsync(CancellationToken.None);
        await arrived.Task;
        _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await _desk.RunAsync(second);
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna unknown 1"]);
        answer.SetResult(SmtpResponse.Ok);
        await first.ArrivedAsync();
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna sent 1"]);
        await _desk.RunAsync(second);
        await _desk.RunAsync(first);
        _server.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_whose_commit_had_no_answer_is_sent_once_whether_or_not_it_was_written()
    {
        foreach (var (rule, isWritten) in new[] { ("written", true), ("lost", false) })
        {
            var store = new DoubtfulStore(_desk.Store) { IsWritten = isWritten };
            var notifier = _desk.Notifier(Desk.Options(_server.Port), store);
            await _desk.RunAsync(notifier);
            _desk.Put(Alarms.Standing(rule));
            store.Doubts = 1;
            await Should.ThrowAsync<StoreException>(() => notifier.RoundAsync(CancellationToken.None));
            store.Doubts.ShouldBe(0);
            await _desk.RunAsync(notifier);
            await notifier.StopAsync(CancellationToken.None);
        }
        (await _desk.StatesAsync()).ShouldBe(["lost email:anna sent 1", "written email:anna sent 1"]);
        _server.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_sent_is_kept_although_the_store_does_not_take_it_at_once()
    {
        var store = new DoubtfulStore(_desk.Store);
        var notifier = _desk.Notifier(Desk.Options(_server.Port), store);
        await _desk.RunAsync(notifier);
        _server.Answer = _ =>
        {
            store.Doubts = 3;
            return Task.FromResult(SmtpResponse.Ok);
        };
        _desk.Put(Alarms.Standing());
        await notifier.RoundAsync(CancellationToken.None);
        var arrived = notifier.ArrivedAsync();
        while (!arrived.IsCompleted)
        {
            _desk.Clock.Advance(TimeSpan.FromMilliseconds(100)); // attempts pause by the clock
            await Task.WhenAny(arrived, Task.Delay(10));
        }
        await arrived;
        store.Doubts.ShouldBe(0);
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna sent 1"]);
        await _desk.RunAsync(notifier);
        _server.Taken.Count.ShouldBe(1);
    }

    /// <summary>A store that does not say what became of some commits.</summary>
    private sealed class DoubtfulStore(IConditionStore store) : StoreDecorator(store)
    {
        public int Doubts { get; set; }

        public bool IsWritten { get; init; } = true;

        public override async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            if (Doubts == 0)
            {
                await base.CommitAsync(commit, cancellationToken);
                return;
            }
            Doubts--;
            if (IsWritten) await base.CommitAsync(commit, cancellationToken);
            throw new StoreException("No answer.", inner: null, isTransient: true, outcomeUnknown: true);
        }
    }
}
