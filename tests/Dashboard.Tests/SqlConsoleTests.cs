using System.Security.Claims;
using Bunit;
using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Tests;

/// <summary>The console on a circuit: queries that are stopped, and accounts that change under it.</summary>
public sealed class SqlConsoleTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    [Fact]
    public async Task A_query_shows_its_rows_and_the_text_stays()
    {
        await using var context = await CircuitAsync(fixture.Host.Store);
        var console = context.Render<SqlConsole>();
        console.Find("textarea").Change("SELECT 6 * 7 AS answer");
        await console.Find("[data-testid=sql-run]").ClickAsync();
        console.WaitForElement("[data-testid=sql-result] td").TextContent.ShouldBe("42");
        console.Find("textarea").GetAttribute("value").ShouldBe("SELECT 6 * 7 AS answer");
        console.Find("textarea").Change("DROP TABLE reading");
        await console.Find("[data-testid=sql-run]").ClickAsync();
        console.WaitForElement("[data-testid=sql-error]").TextContent.ShouldNotBeNullOrWhiteSpace();
        console.FindAll("[data-testid=sql-result]").ShouldBeEmpty("the rows of the query before would pass for this one's");
    }

    [Fact]
    public async Task A_running_query_can_be_stopped_and_another_run()
    {
        await using var store = new HeldQueries(fixture.Host.Store);
        await using var context = await CircuitAsync(store);
        var console = context.Render<SqlConsole>();
        var run = console.Find("[data-testid=sql-run]").ClickAsync();
        await store.Began;
        console.WaitForElement("[data-testid=sql-running]").TextContent.ShouldBe("Running for 0 s");
        await console.Find("[data-testid=sql-cancel]").ClickAsync();
        await run;
        console.WaitForElement("[data-testid=sql-error]").TextContent.ShouldBe("The query was cancelled.");
        console.FindAll("[data-testid=sql-run]").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_query_ends_when_its_reader_leaves()
    {
        await using var store = new HeldQueries(fixture.Host.Store);
        await using var context = await CircuitAsync(store);
        var console = context.Render<SqlConsole>();
        var run = console.Find("[data-testid=sql-run]").ClickAsync();
        await store.Began;
        await context.DisposeComponentsAsync();
        await store.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        await run;
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task An_account_that_lost_its_role_or_its_stamp_runs_nothing(bool hasRole, bool hasStamp)
    {
        await using var store = new HeldQueries(fixture.Host.Store);
        await using var context = await CircuitAsync(store, hasRole, hasStamp);
        var console = context.Render<SqlConsole>();
        await console.Find("[data-testid=sql-run]").ClickAsync();
        console.WaitForElement("[data-testid=sql-error]").TextContent.ShouldContain("no longer allows");
        store.Began.IsCompleted.ShouldBeFalse("the store was asked");
    }

    private async Task<BunitContext> CircuitAsync(IConditionStore store, bool hasRole = true, bool hasStamp = true)
    {
        var accounts = fixture.Host.Services.GetRequiredService<UserAccounts>();
        var sessions = fixture.Host.Services.GetRequiredService<UserSessions>();
        var account = (await accounts.FindAsync("admin", CancellationToken.None)).ShouldNotBeNull();
        var begun = await sessions.BeginAsync(account, "tests", CancellationToken.None);
        var context = new BunitContext();
        context.Services.AddSingleton(store);
        context.Services.AddSingleton(sessions);
        context.Services.AddSingleton(TimeProvider.System);
        context.Services.AddSingleton<AntiforgeryStateProvider, NoToken>();
        context.Services.AddOptions<DashboardOptions>();
        var person = context.AddAuthorization().SetAuthorized("admin").SetClaims(
            [.. begun.Claims.Where(c => c.Type != UserClaims.Stamp), new Claim(UserClaims.Stamp, hasStamp
                ? account.Stamp : "of another time")]);
        if (hasRole) person.SetPolicies(AccessPolicies.WholeFleetEngineer);
        context.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return context;
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    /// <summary>A store whose queries of people run until they are cancelled.</summary>
    private sealed class HeldQueries(IConditionStore store) : StoreDecorator(store)
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Began => _began.Task;

        public Task Ended => _ended.Task;

        public override async Task<bool> StreamReadOnlyAsync(
            string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken)
        {
            _began.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException("Unreachable.");
            }
            finally
            {
                _ended.TrySetResult();
            }
        }
    }
}
