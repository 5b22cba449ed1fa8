using Infusion.Rules.Sources;

namespace Infusion.Rules.Tests.Sources;

public class RegisterRecordTests
{
    private static Statement Encoded => new("R90", "Heading", "Paraphrase.", ["fasting.solids", "fasting.violation"]);

    private static Statement LeftOut => new("R91", "Heading", "Paraphrase.", [], "Reason.");

    private static ConflictAlternative Other => new("Another reading.", "fasting.anchor", "Effect.");

    private static Conflict Clash => new("C90", ["R90", "R91"], "Question.", "Reading.", ["a.rule"], [Other]);

    private static global::Infusion.Rules.Sources.Reference Work => new("someone-2000", "Someone 2000.", VerifiedIn.Primary);

    [Fact]
    public void Statements_are_equal_by_value()
    {
        Assert.Equal(Encoded, Encoded);
        Assert.Equal(Encoded.GetHashCode(), Encoded.GetHashCode());
        Assert.NotEqual(Encoded, LeftOut);
        Assert.NotEqual(Encoded, new("R92", "Heading", "Paraphrase.", ["fasting.solids", "fasting.violation"]));
        Assert.NotEqual(Encoded, new("R90", "Other", "Paraphrase.", ["fasting.solids", "fasting.violation"]));
        Assert.NotEqual(Encoded, new("R90", "Heading", "Other.", ["fasting.solids", "fasting.violation"]));
        Assert.NotEqual(Encoded, new("R90", "Heading", "Paraphrase.", ["fasting.violation", "fasting.solids"]));
        Assert.NotEqual(LeftOut, new("R91", "Heading", "Paraphrase.", [], "Another reason."));
        Assert.False(Encoded.Equals(null));
    }

    [Fact]
    public void Conflicts_are_equal_by_value()
    {
        Assert.Equal(Clash, Clash);
        Assert.Equal(Clash.GetHashCode(), Clash.GetHashCode());
        Assert.NotEqual(Clash, new("C91", ["R90", "R91"], "Question.", "Reading.", ["a.rule"], [Other]));
        Assert.NotEqual(Clash, new("C90", ["R90"], "Question.", "Reading.", ["a.rule"], [Other]));
        Assert.NotEqual(Clash, new("C90", ["R90", "R91"], "Other.", "Reading.", ["a.rule"], [Other]));
        Assert.NotEqual(Clash, new("C90", ["R90", "R91"], "Question.", "Other.", ["a.rule"], [Other]));
        Assert.NotEqual(Clash, new("C90", ["R90", "R91"], "Question.", "Reading.", ["a.rule"], [Other, Other]));
        Assert.False(Clash.Equals(null));
    }

    [Fact]
    public void Alternatives_and_references_are_equal_by_value()
    {
        Assert.Equal(Other, Other);
        Assert.NotEqual(Other, new("Another reading.", null, "Effect."));
        Assert.Equal(Work, Work);
        Assert.NotEqual(Work, new("someone-2000", "Someone 2000.", VerifiedIn.Secondary));
    }

    [Fact]
    public void Each_says_what_it_is_in_one_line()
    {
        Assert.Equal("R90: Paraphrase.", Encoded.ToString());
        Assert.Equal("C90: Reading.", Clash.ToString());
        Assert.Equal("Another reading. (fasting.anchor)", Other.ToString());
        Assert.Equal("Another reading.", new ConflictAlternative("Another reading.", null, "Effect.").ToString());
        Assert.Equal("someone-2000: Someone 2000.", Work.ToString());
    }

    [Fact]
    public void A_record_that_says_nothing_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => new Statement("R90", " ", "Paraphrase.", [], "Reason."));
        Assert.Throws<ArgumentException>(() => new Statement("R90", "Heading", "Paraphrase.", []));
        Assert.Throws<ArgumentException>(() => new Statement("R90", "Heading", "Paraphrase.", default, "Reason."));
        Assert.Throws<ArgumentException>(() => new Conflict("C90", ["R90"], "Question.", "Reading.", ["a.rule"], []));
        Assert.Throws<ArgumentException>(() => new Conflict("C90", [], "Question.", "Reading.", ["a.rule"], [Other]));
        Assert.Throws<ArgumentException>(() => new ConflictAlternative("Reading.", " ", "Effect."));
        Assert.Throws<ArgumentException>(
            () => new global::Infusion.Rules.Sources.Reference("someone-2000", "Someone 2000.", (VerifiedIn)2));
        Assert.Throws<ArgumentNullException>(
            () => new global::Infusion.Rules.Sources.Reference(null!, "Someone 2000.", VerifiedIn.Primary));
    }
}
