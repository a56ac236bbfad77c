BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $store = 'TestDrive:/runs.db'
}

Describe 'Remove-HNRun' {
    BeforeEach { Save-HNRun "$(Split-Path $SampleRun)/v*EX" -Store $store | Out-Null }

    It 'removes by name' {
        Remove-HNRun v6* -Store $store -Confirm:$false
        (Get-HNRun -Store $store).Name | Should -Be v7EX
    }

    It 'removes only the revision that is piped in' {
        Import-HNRun $SampleRun -Threshold 0.5 | Save-HNRun -Store $store | Out-Null
        Get-HNRun v7EX -AllRevision -Store $store | Where-Object Revision -eq 1 | Remove-HNRun -Store $store -Confirm:$false
        (Get-HNRun v7EX -AllRevision -Store $store).Revision | Should -Be 2
    }

    It 'touches nothing with -WhatIf' {
        Remove-HNRun * -Store $store -WhatIf
        Get-HNRun -Store $store | Should -HaveCount 2
    }

    It 'asks, because nothing brings a run back' {
        (Get-Command Remove-HNRun).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $true).ConfirmImpact | Should -Be High
    }
}
