using Maintenance.Api.Access;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Core.WorkOrders;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>Models, comparisons of shadow models with champions, coverage of RUL, how alarms told of faults. Read-only.</summary>
public sealed partial class Models
{
    private IReadOnlyList<RegisteredModel> _models = [];
    private IReadOnlyList<ModelComparison> _comparisons = [];
    private IReadOnlyList<ModelCoverage> _coverage = [];
    private IReadOnlyList<AlarmFigures> _alarms = [];
    private string? _incomplete;
    private string? _failure;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private IModelRegistry Registry { get; set; } = null!;

    [Inject] private AlarmPrecisionReader Precision { get; set; } = null!;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _models = await Registry.ListAsync(Http.RequestAborted);
            _comparisons = await Registry.CompareAsync(Http.RequestAborted);
            _coverage = await RulCoverageQuery.RunAsync(Store, Http.RequestAborted);
            (_alarms, _incomplete) = await Precision.ReadAsync(Context.Scope, AlarmPrecision.Horizon, Http.RequestAborted);
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The store is unavailable{error.Advice()}.";
        }
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
