# The check that a lab copies: the newest run must not be worse than the accepted one. Run it with Pester:
#
#     Invoke-Pester examples/04-regression.Tests.ps1 -Output Detailed
#
# What a gate makes of "these images cannot tell" is a choice, and this one fails: only what is shown to lose less than
# the margin goes on. -Inconclusive Pass would let everything go on that is not shown to be worse.
#
# HN_BASELINE and HN_CANDIDATE name stored runs or run folders. Without them it compares the two runs beside this file.

BeforeDiscovery {
    $limits = @(
        @{ Metric = 'Dice'; Margin = 0.01 }
        @{ Metric = 'Recall'; Margin = 0.02 }
    )
}

BeforeAll {
    if (-not (Get-Command Compare-HNRun -ErrorAction Ignore)) {
        $staged = Join-Path $PSScriptRoot '../out/HybridNet.PowerShell'
        Import-Module ((Test-Path $staged) ? $staged : 'HybridNet.PowerShell')
    }
    $baseline = $env:HN_BASELINE ? $env:HN_BASELINE : (Join-Path $PSScriptRoot 'v6EX')
    $candidate = $env:HN_CANDIDATE ? $env:HN_CANDIDATE : (Join-Path $PSScriptRoot 'v7EX')
}

Describe 'The candidate against the accepted run' {
    It 'does not lose more than <Margin> of the mean <Metric>' -ForEach $limits {
        $result = Compare-HNRun $baseline $candidate -Metric $Metric | Test-HNRegression -Margin $Margin -MaximumNewFalseAlarm 10 -Inconclusive Fail
        # Reason has the figures and names the worst images; it is what Pester prints when the check fails.
        $result.Passed | Should -BeTrue -Because $result.Reason
    }

    It 'leaves no more than ten images newly without overlap' {
        $result = Compare-HNRun $baseline $candidate | Test-HNRegression -Margin 1 -MaximumNewFalseAlarm 10 -MaximumNewZeroDice 10
        $result.Passed | Should -BeTrue -Because $result.Reason
    }
}
