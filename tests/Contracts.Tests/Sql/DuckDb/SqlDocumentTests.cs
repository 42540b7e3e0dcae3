using System.Net;
using System.Text.RegularExpressions;
using Maintenance.Store.Sql.DuckDb.Queries;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>docs/operations/sql.md lists the functions that are allowed.</summary>
public sealed partial class SqlDocumentTests
{
    [Fact]
    public void The_documented_functions_are_the_allowed_ones()
    {
        var document = File.ReadAllText(Repository.PathOf("docs/operations/sql.md"));
        var documented = Function().Matches(document[document.IndexOf("**Functions**", StringComparison.Ordinal)..])
            .Select(m => WebUtility.HtmlDecode(m.Groups["name"].Value)).Distinct();
        documented.ShouldBe(SqlFunctions.All.SelectMany(k => k).Distinct(), ignoreOrder: true);
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Function();
}
