using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

public sealed class DateTypeTests
{
    [Theory]
    [InlineData("dateDaysSince[1960]", "1960-04-03", "93")] // the standard's example: 31 + 29 + 31 + 2
    [InlineData("dateDaysSince[1960]", "93", "93")]
    [InlineData("dateDaysSince[1970]", "1969-12-31", "-1")]
    [InlineData("dateDaysSince[0]", "0001-01-01", "366")]
    [InlineData("timeSeconds", "01:01:40", "3700")]
    [InlineData("dateTimeSecondsSince[1960]", "1960-01-03T03:30:03", "185403")] // 2 · 86400 + 3 · 3600 + 30 · 60 + 3
    public void A_field_of_counted_dates_takes_the_number_or_the_date(string type, string cell, string expected)
    {
        var model = Load(Field(type) + Numbers, Line("<NumericPredictor name='d' coefficient='1'/>"));
        Score(model, cell)["t"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("date", "dateDaysSince[1960]", "1960-04-03", "93")]
    [InlineData("dateTime", "dateTimeSecondsSince[1970]", "1970-01-01T00:01:00.75", "60")]
    [InlineData("time", "timeSeconds", "00:02:03", "123")]
    public void A_derived_field_counts_a_date(string from, string type, string cell, string expected)
    {
        var model = Load(Field(from) + Numbers,
            Line("<NumericPredictor name='n' coefficient='1'/>",
                $"<DerivedField name='n' optype='continuous' dataType='{type}'><FieldRef field='d'/></DerivedField>"));
        Score(model, cell)["t"].ShouldBe(expected);
        Score(model, [null])["t"].ShouldBeNull();
    }

    [Theory]
    [InlineData("1960-01-10", "1")]
    [InlineData("11", "2")]
    [InlineData("10", "2")]
    public void A_predicate_compares_counted_dates_with_a_date(string cell, string expected)
    {
        var model = Load(Field("dateDaysSince[1960]") + Numbers,
            "<TreeModel functionName='regression'><MiningSchema><MiningField name='t' usageType='target'/><MiningField "
                + "name='d'/></MiningSchema>" +
            "<Node><True/><Node score='1'><SimplePredicate field='d' operator='lessThan' value='1960-01-11'/></Node><Node "
                + "score='2'><True/></Node></Node></TreeModel>");
        Score(model, cell)["t"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("dateDaysSince[sixty]")]
    [InlineData("dateDaysSince[-1]")]
    [InlineData("dateDaysSince[10000]")]
    public void A_year_that_is_none_is_refused(string type) =>
        Should.Throw<PmmlException>(() => Load(Field(type) + Numbers, Line("<NumericPredictor name='d' coefficient='1'/>")));

    [Theory]
    [InlineData("count", "3")]
    [InlineData("sum", "12")]
    [InlineData("average", "4")]
    [InlineData("min", "2")]
    [InlineData("max", "7")]
    public void An_aggregate_runs_over_the_items_of_a_row(string function, string expected)
    {
        var model = Load("<DataField name='d' optype='categorical' dataType='string'/>" + Numbers,
            Line("<NumericPredictor name='n' coefficient='1'/>", "<DerivedField name='n' optype='continuous' "
                + $"dataType='double'><Aggregate field='d' function='{function}'/></DerivedField>"));
        Score(model, PmmlModel.JoinCollection(["2", "7", "3"]))["t"].ShouldBe(expected);
        Score(model, [null])["t"].ShouldBe(function == "count" ? "0" : null);
    }

    [Theory]
    [InlineData("<Aggregate field='x' function='sum' groupField='y'/>", "Aggregate")]
    [InlineData("<Lag field='x' n='2'/>", "Lag")]
    public void What_needs_other_rows_is_refused_by_name(string expression, string element)
    {
        var refusal = Should.Throw<PmmlException>(() => Load(Field("double") + Numbers,
            Line("<NumericPredictor name='n' coefficient='1'/>", "<DerivedField name='n' optype='continuous' "
                + $"dataType='double'>{expression}</DerivedField>")
                .Replace("<MiningField name='d'/>", "<MiningField name='x'/><MiningField name='y'/>")));
        refusal.Element.ShouldBe(element);
        refusal.Message.ShouldContain("row");
    }

    private static string Field(string type) => $"<DataField name='d' optype='continuous' dataType='{type}'/>";

    private static string Line(string predictor, string derived = "") =>
        "<RegressionModel functionName='regression'><MiningSchema><MiningField name='t' usageType='target'/><MiningField "
            + "name='d'/></MiningSchema>" +
        $"<LocalTransformations>{derived}</LocalTransformations><RegressionTable "
            + $"intercept='0'>{predictor}</RegressionTable></RegressionModel>";
}
