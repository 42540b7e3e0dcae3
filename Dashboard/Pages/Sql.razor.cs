using Maintenance.Core.Ports;
using Maintenance.Dashboard.Rest;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Pages;

/// <summary>A console for one reading statement at a time.</summary>
public sealed partial class Sql
{
    private const int MostShown = 1_000;
    private QueryResult? _result;
    private string? _refusal;
    private TimeSpan _elapsed;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private IOptions<DashboardOptions> Options { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm(Name = "query", FormName = "sql")] private string? Query { get; set; }

    private string Shown => Query ?? SqlExamples.All[0].Query;

    private async Task RunAsync()
    {
        var start = Clock.GetTimestamp();
        try
        {
            _result = await Store.QueryReadOnlyAsync(Query ?? "", SqlEndpoints.Limits(Options.Value, maxRows: null), Http.RequestAborted);
        }
        catch (QueryRefusedException refused)
        {
            Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            _refusal = refused.Message;
        }
        _elapsed = Clock.GetElapsedTime(start);
    }
}
