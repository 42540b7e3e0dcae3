using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>The contrast matrix of a factor: a row for each of its categories, a column for each category that a PPCell may name.</summary>
internal sealed class ContrastMatrix
{
    private readonly string[] _categories;
    private readonly double[][] _rows;

    /// <param name="predictor">Predictor of a FactorList.</param>
    /// <param name="declared">The data dictionary's categories, used where the predictor lists none.</param>
    private ContrastMatrix(PmmlElement predictor, IReadOnlyList<string> declared)
    {
        _categories = predictor.Child("Categories") is { } own
            ? [.. own.AllowOnly("Category").ChildrenNamed("Category").Select(c => c.AllowOnly().Required("value"))] : [.. declared];
        var matrix = predictor.RequiredChild("Matrix");
        matrix.AllowOnly("Array");
        _rows = [.. matrix.ChildrenNamed("Array").Select(ReadRow)];
        if (_rows.Length != _categories.Length || _rows.Length == 0
            || Array.Exists(_rows, r => r.Length != _rows[0].Length || r.Length > _categories.Length))
            throw matrix.Refuse($"{_categories.Length} rows of equal length are needed, one per category.");
    }

    public static ContrastMatrix? Read(PmmlElement predictor, IReadOnlyList<string> declared)
    {
        predictor.AllowOnly("Categories", "Matrix");
        return predictor.Child("Matrix") is null ? null : new ContrastMatrix(predictor, declared);
    }

    /// <summary>Contrast of each category of the factor in one category's column.</summary>
    public (double Category, double Weight)[] Column(string category, Field factor, PmmlElement cell)
    {
        var column = Array.IndexOf(_categories, category);
        if (column < 0 || column >= _rows[0].Length) throw cell.Refuse($"'{PmmlElement.Shorten(category)}' names no column of the "
            + "contrast matrix.");
        return [.. _categories.Select((c, row) => (factor.ParseConstant(c, cell), _rows[row][column]))];
    }

    private static double[] ReadRow(PmmlElement array) =>
        [.. PmmlArray.Read(array).Select(v => PmmlElement.TryParseFinite(v, out var x)
            ? x : throw array.Refuse($"'{PmmlElement.Shorten(v)}' is not a number."))];
}
