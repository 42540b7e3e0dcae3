using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>Performance of the alarm system over a window chosen in the address.</summary>
public sealed partial class Performance
{
    private PerformanceChoice _choice = null!;
    private PerformanceView? _view;
    private IReadOnlyList<string> _regions = [];
    private string? _failure;

    [Inject] private AlarmPerformanceReport Report { get; set; } = null!;

    [Inject] private AlarmRules Rules { get; set; } = null!;

    [Inject] private AssetRegistry Registry { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "range")] private string? RangeKey { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "region")] private string? Region { get; set; }

    [SupplyParameterFromQuery(Name = "operators")] private string? Operators { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _regions = [.. Registry.All.Select(a => a.Region).Where(Context.Scope.Allows).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        _choice = PerformanceChoice.Of(new(RangeKey, From, To, Region, Operators), Clock);
        if (_choice.Complaint is { } complaint)
        {
            Fail(StatusCodes.Status400BadRequest, complaint);
            return;
        }
        try
        {
            _view = new PerformanceView(
                await Report.OfAsync(_choice.Window, Context.Scope, _choice.Region, Http.RequestAborted), Rules.Current, Preferences);
        }
        catch (StoreException error)
        {
            Fail(StatusCodes.Status503ServiceUnavailable,
                $"The figures are unavailable{error.Advice()}.");
        }
    }

    private void Fail(int status, string message)
    {
        Http.Response.StatusCode = status;
        _failure = message;
    }
}
