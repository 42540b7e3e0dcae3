using Maintenance.Scoring.Pmml;
using Maintenance.Tests;
using Xunit.Abstractions;

namespace Maintenance.Scoring.Tests.Pmml;

public sealed class PmmlTripleTests(ITestOutputHelper output)
{
    // Refusals are listed with the element that causes them: a triple may neither fail nor be refused for another reason.
    private static readonly Dictionary<string, string> Refused = new()
    {
    };

    [SharedDataFact]
    public void Every_triple_is_within_its_tolerance_or_refused_by_name()
    {
        var failures = new List<string>();
        var passed = 0;
        foreach (var triple in PmmlTriple.ReadAll())
        {
            PmmlModel model;
            try
            {
                model = PmmlModel.LoadFile(triple.Document);
            }
            catch (PmmlException e)
            {
                output.WriteLine($"{triple.Id}: {e.Message}");
                if (Refused.GetValueOrDefault(triple.Id) != e.Element) failures.Add($"{triple.Id}: {e.Message}");
                continue;
            }
            var (compared, differences) = triple.Compare(model);
            output.WriteLine($"{triple.Id}: {compared} cells, {differences.Count} differ, flat {model.IsFlatEnsemble}");
            if (compared == 0 || differences.Count > 0) failures.Add($"{triple.Id}: {compared} compared; {string.Join("; ", differences)}");
            else passed++;
        }
        output.WriteLine($"{passed} passed, {Refused.Count} refused");
        failures.ShouldBeEmpty();
    }
}
