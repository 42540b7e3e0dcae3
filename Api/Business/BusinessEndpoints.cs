using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Business;

/// <summary>Production, costs, budgets and rates: recorded and read, as JSON or CSV.</summary>
internal static class BusinessEndpoints
{
    private const string Tag = "Business";
    private const string Sent = "as a JSON array or CSV, all or none. Engineers and admins, within their regions.";

    public static void Map(RouteGroupBuilder api)
    {
        Post<ProductionEntry, ProductionRow>(api, "/production", AccessPolicies.Operator,
            "Records oil, metres drilled and lost hours per asset and day, actual or planned, as a JSON array or CSV, all or none. "
                + "Operators, engineers and admins, within their regions.");
        Post<CostEntry, CostRow>(api, "/costs", AccessPolicies.Engineer, $"Records money spent, {Sent}");
        Post<BudgetEntry, BudgetRow>(api, "/budgets", AccessPolicies.Engineer, $"Records budgets per region, department and month, {Sent}");
        Post<RateEntry, RateRow>(api, "/rates", AccessPolicies.Engineer, $"Records prices and rates, {Sent}");
        Get(api, "/production", "Days of production, newest first; with Accept: text/csv as a file.",
            BusinessRowsQuery.ProductionAsync, ProductionContract.Of);
        Get(api, "/costs", "Money spent, newest first; with Accept: text/csv as a file.", BusinessRowsQuery.CostsAsync, CostContract.Of);
        Get(api, "/budgets", "Budgets, newest month first; with Accept: text/csv as a file.",
            BusinessRowsQuery.BudgetsAsync, BudgetContract.Of);
        Get(api, "/rates", "Prices and rates, newest first; with Accept: text/csv as a file.",
            BusinessRowsQuery.RatesAsync, RateContract.Of);
    }

    private delegate Task<IReadOnlyList<TRow>> Reader<TRow>(
        IConditionStore store, BusinessFilter wanted, RegionScope scope, int limit, CancellationToken cancellationToken);

    private static void Get<TRow, TContract>(RouteGroupBuilder api, string path, string summary, Reader<TRow> read,
        Func<TRow, TContract> tell) =>
        api.MapGet(path, async ([AsParameters] BusinessSearch search, HttpRequest request, UserContext user, IConditionStore store,
                TimeProvider clock, CancellationToken cancellationToken) =>
            {
                var parameters = new Parameters(clock);
                var (filter, limit) = search.Read(parameters);
                if (!parameters.AreValid) return parameters.Problem();
                TContract[] found = [.. (await read(store, filter, user.Scope, limit, cancellationToken)).Select(tell)];
                return CsvOfRecords.Wanted(request)
                    ? new CsvOfRecords<TContract>(found, $"{path.Trim('/')}.csv") : TypedResults.Ok(found);
            })
            .Produces<TContract[]>().ProducesValidationProblem().WithTags(Tag).WithSummary(summary);

    private static void Post<TEntry, TRow>(RouteGroupBuilder api, string path, string policy, string summary)
        where TEntry : class, IBusinessEntry<TRow> where TRow : struct, ITableRow<TRow> =>
        api.MapPost(path, async (HttpRequest request, UserContext user, AssetRegistry registry, BusinessRecorder recorder,
                TimeProvider clock, CancellationToken cancellationToken) =>
            {
                if (ListBody.TypeOf(request) is not { } mediaType) return ListBody.UnknownType(request);
                var body = await ListBody.BytesAsync(request, cancellationToken);
                try
                {
                    var rows = EntryList.Read<TEntry, TRow>(body, mediaType, new EntryCheck(user.Name, user.Scope, registry, clock));
                    await recorder.RecordAsync(rows, user.Name, cancellationToken);
                    return TypedResults.Ok(new RowsRecorded(rows.RowCount));
                }
                catch (ListException refused)
                {
                    return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest,
                        title: "The list is refused.");
                }
            })
            .RequireAuthorization(policy).Accepts<TEntry[]>(ListBody.JsonType, ListBody.CsvType).Produces<RowsRecorded>()
            .ProducesProblem(400).ProducesProblem(415).WithTags(Tag).WithSummary(summary);
}
