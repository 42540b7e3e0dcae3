using System.Text;

namespace Maintenance.Pmml.Tests.Native;

/// <summary>Model files with values of another kind, or with numbers that promise more than the file holds: refused by name.</summary>
public sealed class DamagedModelTests
{
    [Theory]
    [InlineData("8", "must be a list, found 8")]
    [InlineData("[1]", "must be a list, found 1")]
    [InlineData("""{"bit":["pdc"]}""", "must be a list, found an object")]
    [InlineData("""[["\ud800"]]""", "no valid Unicode")]
    public void Categories_of_pandas_that_are_no_lists_of_values_are_refused(string pandas, string because) =>
        Refused(new LightGbmFile { Trees = [(0, 0, "5", "", 1, 2)], Pandas = pandas }.Text(), because);

    [Theory]
    [InlineData("\"base_score\":\"0E0\"", "\"base_score\":null", "'base_score' must be a text, found null")]
    [InlineData("\"base_score\":\"0E0\"", "\"base_score\":[0]", "'base_score' must be a text, found a list")]
    [InlineData("\"name\":\"reg:squarederror\"", "\"name\":null", "'objective' must be a text, found null")]
    [InlineData("\"name\":\"gbtree\"", "\"name\":null", "'name' must be a text, found null")]
    [InlineData("\"learner\":{", "\"learner\":{\"feature_names\":[null],", "'feature_names' must be a text, found null")]
    [InlineData("\"num_feature\":\"1\"", "\"num_feature\":null", "'num_feature' must be a text, found null")]
    public void Members_of_XGBoost_that_are_no_texts_are_refused(string good, string bad, string because) =>
        Refused(Changed(new XgboostFile { Trees = [(0, 1, 2)] }.Json(), good, bad), because);

    [Fact]
    public void More_outputs_than_trees_are_refused_before_anything_is_made_of_them()
    {
        Refused(Changed(Changed(new XgboostFile { Trees = [(0, 1, 2)] }.Json(), "\"num_class\":\"0\"", "\"num_class\":\"9999\""),
            "\"num_feature\":\"1\"", "\"num_feature\":\"65536\""), "9999 outputs, but only 1 trees");
        Refused(Changed(new LightGbmFile { Trees = [(0, 0, "5", "", 1, 2)] }.Text(), "iteration=1", "iteration=9999"),
            "9999, but the model has only 1 trees");
    }

    [Fact]
    public void A_long_word_outside_a_text_costs_no_more_than_its_length()
    {
        var file = "{\"learner\":" + new string('i', 30_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file, "damaged, or not an XGBoost model");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100L * file.Length);
    }

    private static string Changed(string file, string good, string bad)
    {
        file.ShouldContain(good, Case.Sensitive);
        return file.Replace(good, bad, StringComparison.Ordinal);
    }

    private static void Refused(string file, string because) =>
        Should.Throw<NativeModelException>(() => NativeModels.Load(Encoding.UTF8.GetBytes(file))).Message.ShouldContain(because);
}
