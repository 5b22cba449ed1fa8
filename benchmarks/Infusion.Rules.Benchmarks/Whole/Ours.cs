using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>The whole decision through the public API, and what can be asked of it afterwards.</summary>
internal sealed class Ours(InfusionRules rules)
{
    private readonly InfusionRules _rules = rules;
    private readonly Rows _intake = new(rules.Table("fasting.intake"), 1, "fasting.elapsed");

    public Answer Decide(Patient patient)
    {
        Decision<EligibilityOutcome> eligibility = _rules.Eligibility.Decide(patient.Eligibility);
        Decision<ProtocolChoiceOutcome> protocol = _rules.Protocols.Decide(patient.Protocol);
        Decision<FastingOutcome> fasting = _rules.Fasting.DecidePlan(patient.Visit);
        Decision<ResponseOutcome> response = _rules.Response.DecideInstrument(patient.Response);
        Decision<CancellationFeeOutcome> fee = _rules.Fees.DecideCancellation(patient.Visit);
        MaintenanceWindow? due = _rules.Maintenance.WindowOf(patient.Maintenance);
        return new(
            (sbyte)eligibility.Outcome,
            (byte)_rules.Eligibility.DecideFindings(patient.Eligibility).Outcomes.Certain,
            (sbyte)protocol.Outcome,
            (sbyte)fasting.Outcome,
            (sbyte)response.Outcome,
            (sbyte)fee.Outcome,
            (sbyte)_rules.Maintenance.Decide(patient.Maintenance).Outcome,
            (byte)_rules.Maintenance.DecideFindings(patient.Maintenance).Outcomes.Certain,
            _rules.Fees.AmountOf(fee) is { } amount ? (int)amount.Amount : -1,
            due?.Earliest ?? default,
            due?.Latest ?? default,
            _rules.Fasting.EarliestAppointment(patient.Visit) ?? default);
    }

    /// <summary>Whether a patient of whom less is known may still have an answer: learning a fact takes nothing away.</summary>
    public bool Allows(Patient patient, Answer answer)
    {
        Decision<FastingOutcome> fasting = _rules.Fasting.DecidePlan(patient.Visit);
        return _rules.Eligibility.Decide(patient.Eligibility).Outcomes.Allows(answer.Eligibility)
            && _rules.Protocols.Decide(patient.Protocol).Outcomes.Allows(answer.Protocol)
                && fasting.Outcomes.Allows(answer.Fasting)
                && _rules.Response.DecideInstrument(patient.Response).Outcomes.Allows(answer.Response)
                && _rules.Fees.DecideCancellation(patient.Visit).Outcomes.Allows(answer.Fee)
                && _rules.Maintenance.Decide(patient.Maintenance).Outcomes.Allows(answer.Maintenance);
    }

    /// <summary>Every deciding rule's sentence, with its id and citations.</summary>
    public long Sentences(Patient patient)
    {
        Decision<FastingOutcome> fasting = _rules.Fasting.DecidePlan(patient.Visit);
        return Say(
            _rules.Eligibility.Decide(patient.Eligibility).DecidingRules) + Say(_rules.Protocols.Decide(patient.Protocol).DecidingRules)
            + Say(fasting.DecidingRules) + Say(_rules.Response.DecideInstrument(patient.Response).DecidingRules)
            + Say(_rules.Fees.DecideCancellation(patient.Visit).DecidingRules) + Say(
                _rules.Maintenance.Decide(patient.Maintenance).DecidingRules);
    }

    /// <summary>The full explanations: causal facts, limits, margins, one summary for each room.</summary>
    public long Causes(Patient patient)
    {
        Decision<FastingOutcome> fasting = _rules.Fasting.DecidePlan(patient.Visit);
        return fasting.ToDocument().Summary.Length + _rules.Eligibility.Decide(patient.Eligibility)
            .ToDocument().Summary.Length + _rules.Protocols.Decide(patient.Protocol).ToDocument().Summary.Length
            + _rules.Response.DecideInstrument(patient.Response).ToDocument().Summary.Length
            + _rules.Fees.DecideCancellation(patient.Visit).ToDocument().Summary.Length + _rules.Maintenance.Decide(patient.Maintenance)
                .ToDocument().Summary.Length;
    }

    /// <summary>What would make the first intake compliant.</summary>
    public long Counterfactual(Patient patient)
    {
        Duration elapsed = patient.Visit.Appointment!.Value.Earliest - (patient.Visit.Intakes[0].At?.Latest ?? default);
        _intake.Set(0, FactValue.Of(elapsed).Low);
        return _intake.WhatWouldGive((int)FastingOutcome.Compliant, 0).Steps.Length;
    }

    /// <summary>What to ask next, of the rooms that need something.</summary>
    public long Questions(Patient patient)
    {
        Decision<FastingOutcome> fasting = _rules.Fasting.DecidePlan(patient.Visit);
        return _rules.Eligibility.Decide(patient.Eligibility).Questions.Length + _rules.Protocols
            .Decide(patient.Protocol).Questions.Length + fasting.Questions.Length
            + _rules.Response.DecideInstrument(patient.Response).Questions.Length
            + _rules.Fees.DecideCancellation(patient.Visit).Questions.Length + _rules.Maintenance.Decide(
                patient.Maintenance).Questions.Length;
    }

    private static long Say(ImmutableArray<Rule> rules)
    {
        long sum = 0;
        foreach (Rule rule in rules)
        {
            sum += rule.Sentence.Length;
        }

        return sum;
    }
}
