package org.example.garden

import jakarta.persistence.Entity
import jakarta.persistence.Id

@Entity
class Plant {
    @Id
    var id: Long = 0
    lateinit var name: String

    var owner: String? = null
}
