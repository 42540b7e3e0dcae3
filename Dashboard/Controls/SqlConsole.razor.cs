using System.Numerics;
using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Controls;

/// <summary>
/// A console for one read-only statement at a time. Works in two ways: as the answer to a form post, and as a component on a circuit, where
/// the user is authorised again for each query because there is no request with a cookie to check.
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

    [Inject] private UserSessions Sessions { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Null on a circuit.</summary>
    [CascadingParameter] private HttpContext? Http { get; set; }

    [SupplyParameterFromForm(Name = "query", FormName = "sql")] private string? Query { get; set; }

    /// <summary>Cancels a running query whose user has left.</summary>
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
            await QueryAsync(running.Token);
        }
        finally
        {
            _elapsed = Clock.GetElapsedTime(_started);
            _running = null;
            await running.CancelAsync();
            await ticking;
        }
    }

    private async Task QueryAsync(CancellationToken cancelled)
    {
        try
        {
            if (await IsAllowedAsync(cancelled))
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
                $"The store is unavailable{error.Advice()}.");
        }
        catch (OperationCanceledException)
        {
            Refuse(StatusCodes.Status400BadRequest, "The query was cancelled.");
        }
    }

    private async Task<bool> IsAllowedAsync(CancellationToken cancelled)
    {
        var user = (await Authentication).User;
        return (await Authorization.AuthorizeAsync(user, AccessPolicies.WholeFleetEngineer)).Succeeded
            && await Sessions.IsCurrentAsync(user, cancelled);
    }

    /// <summary>Refreshes the elapsed time. An answer to a form post is rendered once and needs no refresh.</summary>
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
            // The query has finished.
        }
    }

    private static bool IsNumber(object? value) => value is long or float or double or ExactDecimal or BigInteger;

    private void Refuse(int status, string message)
    {
        if (Http is not null) Http.Response.StatusCode = status;
        _refusal = message;
    }
}
