using System.Text;
using Maintenance.Core.Models;

namespace Maintenance.Host.Tests.Verification;

/// <summary>What the registry takes, refuses and writes down.</summary>
public sealed class ModelRegistryTests : IAsyncLifetime
{
    private SwapPlant _plant = null!;

    public async Task InitializeAsync() => _plant = await SwapPlant.OpenAsync("REG-1");

    public async Task DisposeAsync() => await _plant.DisposeAsync();

    [Fact]
    public async Task A_model_that_cannot_serve_is_refused_with_the_reason_and_leaves_no_row()
    {
        (await RefusalAsync(Encoding.UTF8.GetBytes("<PMML version=\"4.4\""))).ShouldNotBeEmpty();
        (await RefusalAsync(TinyModel.Document(1, feature: "moon_phase"))).ShouldContain("'moon_phase' is not a window feature");
        (await RefusalAsync(TinyModel.Document(1, verifiedNone: 0.5))).ShouldContain("verification row 1 expects 0.5");
        (await _plant.Registry.ListAsync(CancellationToken.None)).ShouldBeEmpty();
        (await _plant.QueryAsync("SELECT count(*) FROM audit"))[0].ShouldBe([0L]);
    }

    [Fact]
    public async Task A_promoted_model_retires_its_predecessor_and_the_audit_names_both()
    {
        var first = await _plant.PromoteAsync(TinyModel.Document(1));
        var second = await _plant.PromoteAsync(TinyModel.Document(2, verifiedNone: Math.Exp(2) / (Math.Exp(2) + 4)));
        var models = await _plant.Registry.ListAsync(CancellationToken.None);
        models.Select(m => (m.Hash, m.Stage)).ShouldBe([(second, ModelStages.Champion), (first, ModelStages.Retired)]);
        _plant.Models.Champion.Hash.ShouldBe(second);
        var audit = await _plant.QueryAsync("SELECT action, subject, detail FROM audit ORDER BY event_time, action");
        audit.Select(r => r[0]).ShouldBe(["import-model", "promote-model", "import-model", "promote-model"], ignoreOrder: true);
        audit.ShouldContain(r => (string)r[0]! == "promote-model" && (string)r[1]! == second && ((string)r[2]!)
            .Contains(first, StringComparison.Ordinal));
        (await _plant.Registry.ReadDocumentAsync(first[..8], CancellationToken.None)).ShouldBe(TinyModel.Document(1));
    }

    [Fact]
    public async Task A_champion_cannot_be_taken_away_only_replaced_and_a_hash_must_fit_one_model()
    {
        var champion = await _plant.PromoteAsync(TinyModel.Document(1));
        await Should.ThrowAsync<ModelRefusedException>(_plant.Registry.SetStageAsync(champion, ModelStages.Retired, "test",
            CancellationToken.None));
        await Should.ThrowAsync<ModelRefusedException>(_plant.Registry.SetStageAsync("", ModelStages.Retired, "test",
            CancellationToken.None));
        await Should.ThrowAsync<ModelRefusedException>(_plant.Registry.SetStageAsync("ffff", "serving", "test", CancellationToken.None));
        (await _plant.Registry.ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Stage.ShouldBe(ModelStages.Champion);
    }

    [Fact]
    public async Task A_card_is_kept_with_its_model_and_must_be_a_json_object()
    {
        var document = TinyModel.Document(3);
        await Should.ThrowAsync<ModelRefusedException>(_plant.Registry.ImportAsync(document, "[1]", "test", CancellationToken.None));
        await _plant.Registry.ImportAsync(document, """{"limits":"none seen"}""", "test", CancellationToken.None);
        await _plant.Registry.ImportAsync(document, card: null, "test", CancellationToken.None);
        (await _plant.Registry.ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Card.ShouldBe("""{"limits":"none seen"}""");
    }

    private async Task<string> RefusalAsync(byte[] document) =>
        (await Should.ThrowAsync<ModelRefusedException>(_plant.Registry.ImportAsync(document, card: null, "test",
            CancellationToken.None))).Message;
}
