using Maintenance.Scoring.Pmml;
using Maintenance.Tests;
using Xunit.Abstractions;

namespace Maintenance.Scoring.Tests.Pmml;

public sealed class PmmlTripleTests(ITestOutputHelper output)
{
    /// <summary>Triples that agree today; the number only goes up.</summary>
    private const int Agreeing = 56;

    [SharedDataFact]
    public void Every_triple_agrees_within_its_tolerance_or_is_refused_by_element_and_line()
    {
        var differing = new List<string>();
        var (agreeing, refused) = (0, 0);
        foreach (var triple in PmmlTriple.ReadAll())
        {
            PmmlModel model;
            try
            {
                model = PmmlModel.LoadFile(triple.Document);
            }
            catch (PmmlException e)
            {
                e.Line.ShouldBeGreaterThan(0, triple.Id);
                output.WriteLine($"{triple.Id}: {e.Message}");
                refused++;
                continue;
            }
            var (compared, differences) = triple.Compare(model);
            output.WriteLine($"{triple.Id}: {compared} cells, {differences.Count} differ");
            if (compared == 0 || differences.Count > 0) differing.Add($"{triple.Id}: {compared} compared; {string.Join("; ", differences)}");
            else agreeing++;
        }
        output.WriteLine($"{agreeing} agree, {refused} refused, {differing.Count} differ");
        differing.ShouldBeEmpty();
        agreeing.ShouldBeGreaterThanOrEqualTo(Agreeing);
    }
}
