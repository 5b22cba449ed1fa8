using System.Collections.Immutable;
using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Continuity;

/// <summary>A list of medicines against the interactions that a policy lists: what is written is an alert, or is named, and never nothing.</summary>
public class MedicineListTests
{
    private static InfusionRules Published => InfusionRules.Published;

    private static InfusionRules Labelled => new(ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018));

    // Ten ways in which charts write a name.
    private static string[] Spellings(string name) =>
    [
        name, name.ToUpperInvariant(), name.ToLowerInvariant() + " 5 mg", name + " ER 10mg tablet, PRN q6h", "(" + name + ")",
        "acetaminophen/" + name + " 5/325", name + "-naloxone", "on " + name + "; since May", name + (char.IsDigit(name[^1]) ? " " : "") + "10mg", "generic of " + name + "\u00AE HCl",
    ];

    private static IEnumerable<(LabelInteraction Interaction, string Name)> Names =>
        from interaction in PolicyOverlay.Consensus2018.Interactions
        from name in (string[])
        [
            interaction.Medicine, .. interaction.Aliases,
            .. interaction.Members.SelectMany(member => member.Aliases.Insert(0, member.Medicine)),
        ]
        select (interaction, name);

    private static IEnumerable<(LabelInteraction Interaction, MedicineCode Code)> Codes =>
        from interaction in PolicyOverlay.Consensus2018.Interactions
        from code in interaction.Codes.Concat(interaction.Members.SelectMany(member => member.Codes))
            .Concat(interaction.Classes).Concat(interaction.Classes.Where(one => one.Code.Length == 5)
                .Select(one => one with { Code = one.Code + "99" }))
        select (interaction, code);

    [Fact]
    public void Every_listed_name_gives_its_alert_however_a_chart_writes_it()
    {
        long compared = 0;
        long mismatches = 0;
        InfusionRules rules = Labelled;
        foreach ((LabelInteraction interaction, string name) in Names)
        {
            foreach (string written in Spellings(name))
            {
                DecisionDocument[] alerts = [.. Parts(rules, written).Where(part => part.Outcome == "ClinicianAlert")];
                compared++;
                mismatches += alerts.Any(alert => alert.Rules.Any(rule => rule.Id == $"continuity.interaction-alert.{interaction.Id}")
                    && alert.Value("continuity.as-written") == written && alert.Value("continuity.recognised") is { Length: > 0 }) ? 0 : 1;
            }
        }

        Evidence.Write("continuity-medicine-spellings", compared, 10 * Names.Count(), mismatches);
    }

    [Fact]
    public void Every_listed_code_and_every_code_of_a_listed_class_gives_its_alert()
    {
        InfusionRules rules = Labelled;
        Assert.True(Codes.Count() > 100);
        foreach ((LabelInteraction interaction, MedicineCode code) in Codes)
        {
            DecisionDocument alert = Assert.Single(Parts(rules, new StatedMedicine { Code = code }));
            Assert.Equal($"continuity.interaction-alert.{interaction.Id}", Assert.Single(alert.Rules).Id);
            Assert.Equal("ATC " + code.Code, alert.Value("continuity.as-written"));
        }

        Assert.Equal(
            "NotRecognised",
            Assert.Single(Parts(rules, new StatedMedicine { Code = new() { System = MedicineCodeSystem.Rxnorm, Code = "99999999" } })).Outcome);
    }

    [Fact]
    public void A_listed_name_inside_another_word_is_none()
    {
        ContinuityRules rules = Labelled.Continuity;
        foreach ((_, string name) in Names.Where(one => one.Name.All(char.IsLetter)))
        {
            foreach (string written in (string[])["xq" + name, name + "xq", "xq" + name + "xq"])
            {
                Assert.Equal([ContinuityFinding.NotRecognised], rules.DecideFindings(Of(written)).Certain);
            }
        }
    }

    [Property(MaxTest = 500)]
    public void What_is_written_is_an_alert_or_is_named_and_never_nothing(string?[] texts)
    {
        string[] written = [.. texts.OfType<string>().Where(text => !StatedName.IsBlank(text)).Select(text => StatedName.Of(text).Text).Distinct()];
        DecisionDocument[] parts = Parts(Labelled, [.. written.Select(text => (StatedMedicine)StatedName.Of(text))]);
        Assert.DoesNotContain(parts, part => part.Outcome == "None");
        string[] alerted = [.. parts.Where(part => part.Outcome == "ClinicianAlert").Select(part => part.Value("continuity.as-written")!)];
        string[] others = [.. written.Except(alerted)];
        Assert.Equal(others.Length == 0 ? 0 : 1, parts.Count(part => part.Outcome.Contains("NotRecognised", StringComparison.Ordinal)));
        Assert.Equal(
            others.Length == 0 ? null : string.Join(", ", others.Order(StringComparer.Ordinal)),
            parts.SelectMany(part => part.Values).FirstOrDefault(value => value.Id == "continuity.not-recognised")?.Value);
    }

    [Property(MaxTest = 300)]
    public void The_order_of_the_list_decides_nothing(int seed)
    {
        string[] names = ["oxycodone", "gabapentin", "diazepam/morphine", "teophylline", "Adderall XR 20 mg"];
        var random = new Random(seed);
        StatedMedicine[] list = [.. names.OrderBy(_ => random.Next()).Select(name => (StatedMedicine)StatedName.Of(name))];
        Assert.Equal(
            Labelled.Continuity.DecideFindings(Of([.. names.Select(name => (StatedMedicine)StatedName.Of(name))])).Outcomes,
            Labelled.Continuity.DecideFindings(Of(list)).Outcomes);
    }

    [Theory]
    [InlineData("oxyCODONE-acetaminophen 5/325", "oxycodone (opioids)")]
    [InlineData("Xanax 0.5 mg PRN", "alprazolam (benzodiazepines)")]
    [InlineData("theophylline 300 mg", "theophylline")]
    [InlineData("Tylenol #3", "codeine (opioids)")]
    [InlineData("butalbital/APAP/caffeine/codeine", "butalbital (central nervous system depressants), codeine (opioids)")]
    [InlineData("oxycodone and morphine", "oxycodone (opioids), morphine (opioids)")]
    [InlineData("opioids/benzos", "benzodiazepines, opioids")]
    [InlineData("no oxycodone", "oxycodone (opioids)")]
    [InlineData("allergic to morphine", "morphine (opioids)")]
    [InlineData("stopped diazepam in 2019", "diazepam (benzodiazepines)")]
    [InlineData("Sudafed PE", "phenylephrine (sympathomimetics)")]
    [InlineData("Claritin-D 24 hour", "pseudoephedrine (sympathomimetics)")]
    public void An_alert_shows_what_was_written_and_what_was_recognised(string written, string recognised)
    {
        DecisionDocument[] alerts = Parts(Labelled, written);
        Assert.All(alerts, alert => Assert.Equal(
            (DecisionStatus.Determined, "ClinicianAlert", written), (alert.Status, alert.Outcome, alert.Value("continuity.as-written"))));
        Assert.Equal(recognised, string.Join(", ", alerts.Select(alert => alert.Value("continuity.recognised"))));
    }

    [Theory]
    [InlineData("oxycodon", "oxycodone (oxycodon)")]
    [InlineData("teophylline 300 mg ER", "theophylline (teophylline 300 mg ER)")]
    [InlineData("valim", "Valium (valim)")]
    [InlineData("gabapentin", null)]
    [InlineData("Tylenol 500 mg", null)]
    [InlineData("300 mg", null)]
    [InlineData("none", null)]
    [InlineData("naloxone", null)]
    [InlineData("noroxycodone", null)]
    public void A_near_name_is_offered_and_not_recognised_until_that_is_settled(string written, string? meant)
    {
        DecisionDocument part = Assert.Single(Parts(Labelled, written));
        Assert.Equal((DecisionStatus.Determined, "NotRecognised"), (part.Status, part.Outcome));
        Assert.Equal(written, part.Value("continuity.not-recognised"));
        Assert.Equal(meant, part.Values.SingleOrDefault(value => value.Id == "continuity.did-you-mean")?.Value);
        Assert.Equal([ContinuityFinding.NotRecognised], Labelled.Continuity.DecideFindings(Of(written)).Possible);
        Assert.Equal(
            [ContinuityFinding.ReviewedByClinician],
            Labelled.Continuity.DecideFindings(Reviewed(Of(written))).Possible);
    }

    [Fact]
    public void Recognised_medicines_stand_before_the_one_finding_of_the_others()
    {
        DecisionDocument[] parts = Parts(Labelled, "gabapentin", "oxycodone", "turmeric", "diazepam");
        Assert.Equal(["ClinicianAlert", "ClinicianAlert", "NotRecognised"], parts.Select(part => part.Outcome));
        Assert.Equal("gabapentin, turmeric", parts[2].Value("continuity.not-recognised"));
        Assert.Equal("gabapentin, turmeric", parts[2].Subject);
    }

    [Fact]
    public void A_policy_without_a_list_says_that_it_compared_nothing_and_keeps_the_names()
    {
        DecisionDocument part = Assert.Single(Parts(Published, "oxycodone 5 mg", "theophylline"));
        Assert.Equal("NotPublished", part.Outcome);
        Assert.Equal("oxycodone 5 mg, theophylline", part.Value("continuity.not-compared"));
        Assert.StartsWith("This policy lists no medicines to compare with", Assert.Single(part.Rules).Says, StringComparison.Ordinal);
    }

    [Fact]
    public void A_medicine_without_a_name_is_named_as_such()
    {
        DecisionDocument part = Assert.Single(Parts(Labelled, new StatedMedicine()));
        Assert.Equal((DecisionStatus.NeedsInformation, "one without a name"), (part.Status, part.Value("continuity.not-recognised")));
    }

    [Theory]
    [InlineData(-1, null, true)]
    [InlineData(0, null, true)]
    [InlineData(1, null, false)]
    [InlineData(null, 0, true)]
    [InlineData(null, 1, false)]
    [InlineData(null, null, true)]
    public void A_word_on_the_list_holds_until_the_list_changes(int? enteredAfter, int? voidedAfter, bool holds)
    {
        Instant reviewed = Instant.FromUtc(2026, 6, 13, 12, 0);
        Entry entry = new()
        {
            Id = "later",
            EnteredAt = enteredAfter is { } minutes ? reviewed + Duration.FromMinutes(minutes) : null,
            Voided = voidedAfter is { } after ? new() { At = reviewed + Duration.FromMinutes(after), Reason = "ended" } : null,
        };
        Care care = Of("gabapentin") with { MedicinesReviewedBy = ClinicianRole.Nurse, MedicinesReviewedAt = reviewed };
        ContinuityRules rules = Labelled.Continuity;
        foreach (Care changed in (Care[])
            [
                care with { Medicines = care.Medicines.Add(new() { Entry = entry, Name = StatedName.Of("turmeric") }) },
                care with { Changes = [new() { Entry = entry, Medicine = "turmeric", ProviderOrdered = true }] },
            ])
        {
            Assert.Equal(
                [holds ? ContinuityFinding.ReviewedByClinician : ContinuityFinding.NotRecognised],
                rules.DecideFindings(changed).Possible);
        }
    }

    [Fact]
    public void Only_a_dated_word_of_a_clinician_settles_it()
    {
        Care care = Of("gabapentin");
        Instant at = Instant.FromUtc(2026, 6, 13, 12, 0);
        foreach (Care unsettled in (Care[])
            [
                care with { MedicinesReviewedBy = ClinicianRole.Nurse },
                care with { MedicinesReviewedAt = at },
                care with { MedicinesReviewedBy = ClinicianRole.Other, MedicinesReviewedAt = at },
            ])
        {
            Assert.Equal([ContinuityFinding.NotRecognised], Labelled.Continuity.DecideFindings(unsettled).Possible);
        }
    }

    [Fact]
    public void A_word_settles_no_alert()
    {
        Assert.Equal(
            [ContinuityFinding.ClinicianAlert, ContinuityFinding.ReviewedByClinician],
            Labelled.Continuity.DecideFindings(Reviewed(Of("oxycodone", "gabapentin"))).Certain);
    }

    [Theory]
    [InlineData("""{ "interactions": [{ "id": "a", "medicine": "a", "members": [{ "medicine": "b" }] }, { "id": "c", "medicine": "B" }] }""", "$.continuity.interactions[1].medicine")]
    [InlineData("""{ "interactions": [{ "id": "a", "medicine": "x-y" }, { "id": "c", "medicine": "x y" }] }""", "$.continuity.interactions[1].medicine")]
    [InlineData("""{ "interactions": [{ "id": "a", "medicine": "a", "classes": [{ "system": "rxnorm", "code": "1" }] }] }""", "$.continuity.interactions[0].classes[0].system")]
    public void What_is_no_list_is_refused(string continuity, string path)
    {
        Assert.False(ClinicPolicy.TryParse(
            $$"""{ "format": 2, "id": "c", "version": "1", "name": "C", "timeZone": "UTC", "continuity": {{continuity}} }""", out _, out var problems));
        Assert.Equal([path], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_day_lists_alerts_and_what_was_not_recognised_for_the_clinician()
    {
        string[] ids = [.. ForClinician(["oxycodone", "gabapentin"]).Select(rule => rule.Id)];
        Assert.Equal(["continuity.interaction-alert.opioids", "continuity.not-recognised"], ids);
        Assert.Empty(ForClinician([]));
    }

    private static ImmutableArray<Rule> ForClinician(string[] names)
    {
        PatientRecord record = new()
        {
            Id = "patient",
            AsOf = Instant.FromUtc(2026, 6, 15, 12, 0),
            Continuity = Of([.. names.Select(name => (StatedMedicine)StatedName.Of(name))]),
            Visits = [new() { Entry = new() { Id = "v" }, Appointment = ClinicTime.Local("2026-06-15 14:00:00") }],
        };
        return Labelled.Review(record).RulesForClinician;
    }

    private static Care Reviewed(Care care) =>
        care with { MedicinesReviewedBy = ClinicianRole.Physician, MedicinesReviewedAt = Instant.FromUtc(2026, 6, 14, 0, 0) };

    private static DecisionDocument[] Parts(InfusionRules rules, params string[] names) =>
        Parts(rules, [.. names.Select(name => (StatedMedicine)StatedName.Of(name))]);

    private static DecisionDocument[] Parts(InfusionRules rules, params StatedMedicine[] medicines) =>
        [.. rules.Continuity.Decide(Of(medicines)).ToDocument().Parts.Where(part => part.Decision == "continuity.interaction")];

    private static Care Of(params string[] names) => Of([.. names.Select(name => (StatedMedicine)StatedName.Of(name))]);

    private static Care Of(params StatedMedicine[] medicines) => new()
    {
        Medicines = [.. medicines],
        MedicinesCompleteness = ListCompleteness.Complete,
        ChangesCompleteness = ListCompleteness.Complete,
        Provider = ProviderOnFile.OutsideProvider,
    };
}
