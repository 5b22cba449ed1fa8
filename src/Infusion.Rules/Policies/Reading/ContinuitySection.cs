using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>continuity</c>: care beside the patient's other treatment.</summary>
internal static class ContinuitySection
{
    public static ObjectFormat<ContinuityPolicy> Create()
    {
        var o = new ObjectFormat<ContinuityPolicy>();
        var interactions = o.Default("interactions", p => p.Interactions, Formats.Named(Interaction(), 0, 60, "id", "medicine", "aliases"),
            [],
            "The medicines the clinician is alerted to; the patient is told to continue in any case.");
        var holds = o.Default("holds", p => p.Holds, Formats.Named(Hold(), 0, 30, "id", "medicine", "aliases"), [],
            "The medicines or classes held before an infusion; left out, not published. It is what the clinic says, and no advice.");
        var statements = o.Default(
            "statements", p => p.Statements,
            Formats.Distinct(Formats.EnumBut(ContinuityStatement.NotPublished, ContinuityStatement.MedicineHeld), 0, 4), [],
            "What every patient is told; left out, not published. Where therapies continue, changes to medicines are judged by it.");
        o.States(p => p.Stated);
        o.Check(v => RequireOneEach(v.At(interactions)));
        return o.Makes(v => new()
        {
            Interactions = v.Of(interactions),
            Holds = v.Of(holds),
            Statements = v.Of(statements),
            Stated = v.Stated,
        });
    }

    private static ObjectFormat<MedicineHold> Hold()
    {
        var o = new ObjectFormat<MedicineHold>();
        var id = o.Required("id", one => one.Id, Formats.Id(LabelInteraction.AnyOther), "The kebab-case id, such as stimulants.");
        var medicine = o.Required(
            "medicine", one => one.Medicine, Formats.Name(100), "The medicine or class, as a sentence names it; case is ignored.");
        var aliases = o.Default(
            "aliases", one => one.Aliases, Formats.Distinct(Formats.Name(100), 0, 100), [],
            "Other names, such as brands or the members of the class; case is ignored.");
        var before = o.Maybe(
            "before", one => (one.From as HoldStart.Elapsed)?.Before, Formats.SomeUpToAYear,
            "How long before the appointment it is held. Either this or until.");
        var until = o.Maybe(
            "until", one => (one.From as HoldStart.Clock)?.Until, Formats.Time,
            "The clock time until which it may be taken; 00:00 for the morning of the appointment. Either this or before.");
        var daysBefore = o.Default(
            "daysBefore", one => (one.From as HoldStart.Clock)?.DaysBefore ?? 0, Formats.Int(0, 7, "days"), 0,
            "How many days before the appointment's date the clock time is.");
        var decidedBy = o.Maybe(
            "decidedBy", one => one.DecidedBy, Formats.Enum<HoldDecision>(), "Who decides whether it is held; left out, not published.");
        var (provenance, citations) = o.Sourced(one => one.Provenance, one => one.Citations);
        o.Holds(
            before, until, v => v.Of(before) is null != v.Of(until) is null, "not one of before and until",
            "before, such as PT12H, or until, such as 00:00");
        o.Holds(daysBefore, until, v => v.Of(daysBefore) == 0 || v.Of(until) is not null, "days without a clock time", "until beside it");
        return o.Makes(v => new(
            v.Of(id), v.Of(medicine),
            v.Of(before) is { } window ? new HoldStart.Elapsed(window)
            : new HoldStart.Clock(v.Of(until) ?? LocalTime.Midnight, v.Of(daysBefore)),
            v.Of(decidedBy), v.Of(provenance), v.Of(citations))
        {
            Aliases = v.Of(aliases),
        });
    }

    /// <summary>Reports each name of a medicine or a member that is another medicine's, word for word.</summary>
    /// <remarks>What stands between two words is ignored, as it is where a name is looked for in a text.</remarks>
    /// <param name="interactions">The interactions.</param>
    public static void RequireOneEach(LocatedValue interactions)
    {
        var owners = new Dictionary<string, (int Place, string Text, bool IsMember)>(StringComparer.Ordinal);
        LocatedValue[] all = interactions.Items;
        for (int place = 0; place < all.Length; place++)
        {
            foreach ((LocatedValue name, bool isMember) in NamesIn(all[place]))
            {
                string text = name.TextOrNull!;
                string key = StatedName.IsBlank(text) ? "" : NamesInText.KeyOf(text);
                if (!owners.TryGetValue(key, out var owner))
                {
                    owners.Add(key, (place, text, isMember));
                }
                else if (key.Length > 0 && owner.Place != place && !IsReportedByTheList(owner.Text, text, owner.IsMember || isMember))
                {
                    name.Report(ProblemCodes.DuplicateName, Problem.Quote(text) + " for another one", "each name once");
                }
            }
        }
    }

    // Names that look alike, letter for letter, are found where the list is read; it does not look into members.
    private static bool IsReportedByTheList(string one, string other, bool hasMember) =>
        !hasMember && string.Equals(NameLook.Of(one), NameLook.Of(other), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(LocatedValue Name, bool IsMember)> NamesIn(LocatedValue interaction) =>
        Names(interaction, isMember: false).Concat(interaction.Member("members").Items.SelectMany(member => Names(member, isMember: true)));

    private static IEnumerable<(LocatedValue Name, bool IsMember)> Names(LocatedValue one, bool isMember) =>
        new[] { one.Member("medicine") }.Concat(one.Member("aliases").Items).Where(static name => name.TextOrNull is not null)
            .Select(name => (name, isMember));

    private static ObjectFormat<MedicineMember> Member()
    {
        var o = new ObjectFormat<MedicineMember>();
        var medicine = o.Required("medicine", one => one.Medicine, Formats.Name(100), "The generic name; case is ignored.");
        var aliases = o.Default(
            "aliases", one => one.Aliases, Formats.Distinct(Formats.Name(100), 0, 50), [], "Other names, such as brands; case is ignored.");
        var codes = o.Default(
            "codes", one => one.Codes, Formats.List(MedicineCode.Fields.All.Format, 0, 50), [],
            "Its codes, each with its system; a record's code is compared with them exactly.");
        var citations = o.Default(
            "citations", one => one.Citations, Formats.Distinct(Formats.Name(100), 0, 20), [],
            "Where it stands that it belongs to the class; left out, where the interaction stands.");
        return o.Makes(v => new(v.Of(medicine)) { Aliases = v.Of(aliases), Codes = v.Of(codes), Citations = v.Of(citations) });
    }

    /// <summary>A medicine the clinician is alerted to.</summary>
    /// <param name="isOfOverlay">Whether it is an overlay's, which says how sure its source is.</param>
    public static ObjectFormat<LabelInteraction> Interaction(bool isOfOverlay = false)
    {
        var o = new ObjectFormat<LabelInteraction>();
        var id = o.Required("id", one => one.Id, Formats.Id(LabelInteraction.AnyOther), "The kebab-case id, such as theophylline.");
        var medicine = o.Required("medicine", one => one.Medicine, Formats.Name(100), "The medicine's name; case is ignored.");
        var aliases = o.Default(
            "aliases", one => one.Aliases, Formats.Distinct(Formats.Name(100), 0, 50), [],
            "Other names of the medicine, such as brands; case is ignored.");
        var codes = o.Default(
            "codes", one => one.Codes, Formats.List(MedicineCode.Fields.All.Format, 0, 50), [],
            "The medicine's codes, each with its system; a record's code is compared with them exactly.");
        var classes = o.Default(
            "classes", one => one.Classes, Formats.List(MedicineCode.Fields.All.Format, 0, 20), [],
            "Classes of ATC that are meant as a whole, such as N02A: a record's code that begins with one is such a medicine.");
        o.Check(v =>
        {
            foreach (LocatedValue system in v.At(classes).Items.Select(static code => code.Member("system")))
            {
                if (system.TextOrNull == "rxnorm")
                {
                    system.Report(ProblemCodes.Invalid, "a code of RxNorm, which has no classes", "atc");
                }
            }
        });
        var members = o.Default(
            "members", one => one.Members, Formats.List(Member(), 0, 200), [],
            "The members of the class, where the medicine is one, each with its names and codes.");
        var (advice, evidence) = o.Advised(one => one.Advice, one => one.Evidence, isOfOverlay);
        var (provenance, citations) = isOfOverlay
            ? o.FromLiterature(one => one.Provenance, one => one.Citations)
            : o.Sourced(one => one.Provenance, one => one.Citations);
        return o.Makes(v => new(v.Of(id), v.Of(medicine), v.Of(provenance), v.Of(citations))
        {
            Aliases = v.Of(aliases),
            Codes = v.Of(codes),
            Classes = v.Of(classes),
            Members = v.Of(members),
            Advice = v.Of(advice),
            Evidence = v.Of(evidence),
        });
    }
}
