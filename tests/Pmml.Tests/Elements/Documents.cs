using System.Globalization;
using System.Text;

namespace Maintenance.Pmml.Tests.Elements;

/// <summary>Small documents around one model element, and their results by name.</summary>
internal static class Documents
{
    public const string Numbers = "<DataField name='x' optype='continuous' dataType='double'/><DataField name='y' optype='continuous' "
        + "dataType='double'/><DataField name='t' optype='continuous' dataType='double'/>";

    public const string Label = "<DataField name='c' optype='categorical' dataType='string'><Value value='a'/><Value "
        + "value='b'/></DataField>";

    public static string Wrap(string fields, string model) =>
        $"<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/><DataDictionary>{fields}</DataDictionary>{model}</PMML>";

    public static PmmlModel Load(string fields, string model) => PmmlModel.Load(Encoding.UTF8.GetBytes(Wrap(fields, model)));

    public static Dictionary<string, string?> Score(PmmlModel model, params string?[] cells)
    {
        var results = new string?[model.Columns.Count];
        model.ScoreText(cells, results);
        return model.Columns.Zip(results).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }

    public static double Number(this Dictionary<string, string?> row, string column) =>
        double.Parse(row[column]!, CultureInfo.InvariantCulture);
}
