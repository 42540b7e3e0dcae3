using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Tests.Blocks;

/// <summary>What of an asset's blocks stays in memory.</summary>
public sealed class BlockPagesTests
{
    private const int PerPage = 10;
    private readonly SpareBlocks _spare = new(4 * PerPage);

    [Fact]
    public void Pages_that_late_data_uses_again_and_again_stay_while_there_is_room()
    {
        var blocks = new BlockPages(2 * PerPage, _spare);
        for (var page = 0; page < 6; page++) Fill(blocks, page);
        Kept(blocks, 6).ShouldBe([0, 1, 2, 3, 4, 5], "two of its own and four of what is spare");
        Fill(blocks, 6);
        Kept(blocks, 7).ShouldBe([1, 2, 3, 4, 5, 6], "there is no more");
    }

    [Fact]
    public void Room_is_given_back_when_nothing_uses_it()
    {
        var (first, second) = (new BlockPages(2 * PerPage, _spare), new BlockPages(2 * PerPage, _spare));
        for (var page = 0; page < 6; page++) Fill(first, page);
        for (var page = 0; page < 6; page++) Fill(second, page);
        Kept(second, 6).ShouldBe([4, 5], "the other has taken all");
        for (var i = 0; i < 600; i++) Use(first, 5);
        Kept(first, 6).ShouldBe([4, 5], "nothing has used the others for hundreds of records");
        for (var page = 6; page < 10; page++) Fill(second, page);
        Kept(second, 10).ShouldBe([4, 5, 6, 7, 8, 9]);
    }

    [Fact]
    public void Pages_that_late_data_can_still_reach_outlast_the_late_pages_themselves()
    {
        var blocks = new BlockPages(2 * PerPage, _spare);
        for (var page = 100; page < 104; page++) Fill(blocks, page);
        for (var page = 0; page < 8; page++)
        {
            Fill(blocks, page);
            for (var live = 102; live < 104; live++) Use(blocks, live);
        }
        blocks.Has(103).ShouldBeTrue();
        for (var page = 40; page < 90; page++)
        {
            Fill(blocks, page);
            if (page % 25 == 0) Use(blocks, 102);
        }
        Enumerable.Range(102, 2).ShouldAllBe(p => blocks.Has(p), "each late minute may judge them again");
        Enumerable.Range(0, 86).ShouldAllBe(p => !blocks.Has(p), "the late ones are done with");
    }

    private static void Fill(BlockPages blocks, long page)
    {
        blocks.Begin(page * BlockPages.PageMicros);
        for (var i = 0; i < PerPage; i++) blocks.Insert((page * BlockPages.PageMicros) + (i * 1_000_000));
        blocks.Shrink();
    }

    private static void Use(BlockPages blocks, long page)
    {
        blocks.Begin(page * BlockPages.PageMicros);
        blocks.Find(page * BlockPages.PageMicros).ShouldNotBeNull();
        blocks.Shrink();
    }

    private static IEnumerable<int> Kept(BlockPages blocks, int pages) => Enumerable.Range(0, pages).Where(p => blocks.Has(p));
}
