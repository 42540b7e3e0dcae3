using System.Globalization;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Dashboard.Display;

/// <summary>Display texts of work orders and of alarms' figures.</summary>
internal static class WorkOrderWords
{
    public static string State(string state) => state == WorkOrderSearch.All ? "all" : state.Replace('_', ' ');

    /// <summary>What a button says that leads to a state.</summary>
    public static string Step(string state) => state switch
    {
        WorkOrderStates.Open => "Reopen",
        WorkOrderStates.Planned => "Plan",
        WorkOrderStates.InProgress => "Begin",
        _ => "Cancel",
    };

    public static string Outcome(string outcome) => outcome switch
    {
        FindingOutcomes.Confirmed => "confirmed: what was suspected was there",
        FindingOutcomes.AnotherMode => "another failure mode was there",
        FindingOutcomes.NothingFound => "nothing was wrong",
        FindingOutcomes.NotInspected => "nobody looked",
        _ => outcome,
    };

    public static string Amount(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A number as an input field holds it.</summary>
    public static string Plain(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    /// <summary>A share with counts and interval: "67 % (2 of 3; 21–94 %)"; that there is no case.</summary>
    public static string Share(Proportion share) => share.Cases == 0
        ? "–" : string.Create(CultureInfo.InvariantCulture,
            $"{100 * share.Value:0} % ({share.Hits} of {share.Cases}; {100 * share.Low:0}–{100 * share.High:0} %)");
}
