using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Controls;

/// <summary>
/// A console for one reading statement at a time. Works in two ways: as the answer to a form, and as a component on a circuit, where who
/// runs a query is asked again each time, as there is no request whose cookie would be.
/// </summary>
public sealed partial class SqlConsole : IDisposable
{
    private const int MaxShown = 1_000;
    private string _text = "";
    private QueryResult? _result;
    private string? _refusal;
    private TimeSpan _elapsed;
    private long _started;
    private CancellationTokenSource? _running;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private IOptions<RestOptions> Options { get; set; } = null!;

    [Inject] private IAuthorizationService Authorization { get; set; } = null!;

    [Inject] private UserAccounts Accounts { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Person { get; set; } = null!;

    /// <summary>Null on a circuit.</summary>
    [CascadingParameter] private HttpContext? Http { get; set; }

    [SupplyParameterFromForm(Name = "query", FormName = "sql")] private string? Query { get; set; }

    /// <summary>Ends a query that nobody waits for any more.</summary>
    public void Dispose() => Cancel();

    protected override void OnInitialized() => _text = Query ?? SqlExamples.All[0].Query;

    private void Cancel() => _running?.Cancel();

    private async Task RunAsync()
    {
        if (_running is not null) return;
        (_result, _refusal, _started) = (null, null, Clock.GetTimestamp());
        using var running = CancellationTokenSource.CreateLinkedTokenSource(Http?.RequestAborted ?? CancellationToken.None);
        _running = running;
        var ticking = TickAsync(running.Token);
        try
        {
            await AskAsync(running.Token);
        }
        finally
        {
            _elapsed = Clock.GetElapsedTime(_started);
            _running = null;
            await running.CancelAsync();
            await ticking;
        }
    }

    private async Task AskAsync(CancellationToken cancelled)
    {
        try
        {
            if (await MayAsync(cancelled))
                _result = await Store.QueryReadOnlyAsync(_text, Options.Value.SqlLimits(maxRows: null), cancelled);
            else Refuse(StatusCodes.Status403Forbidden, "Your account no longer allows this page. Sign in again.");
        }
        catch (QueryRefusedException refused)
        {
            Refuse(StatusCodes.Status400BadRequest, refused.Message);
        }
        catch (StoreException error)
        {
            Refuse(StatusCodes.Status503ServiceUnavailable,
                $"The store cannot answer now{(error.IsTransient ? "; try again in a moment" : "")}.");
        }
        catch (OperationCanceledException)
        {
            Refuse(StatusCodes.Status400BadRequest, "The query was cancelled.");
        }
    }

    private async Task<bool> MayAsync(CancellationToken cancelled)
    {
        var person = (await Person).User;
        return (await Authorization.AuthorizeAsync(person, AccessPolicies.WholeFleetEngineer)).Succeeded
            && await Accounts.IsCurrentAsync(person, cancelled);
    }

    /// <summary>Shows the running time. A page that answers a form is rendered once, and needs none.</summary>
    private async Task TickAsync(CancellationToken cancelled)
    {
        if (!RendererInfo.IsInteractive) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancelled)) StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The query has ended.
        }
    }

    private void Refuse(int status, string message)
    {
        if (Http is not null) Http.Response.StatusCode = status;
        _refusal = message;
    }
}
